/** What has to be ended: a chain, a process, a server. */
export type Stoppable = { stop: () => Promise<unknown> };

export type Closer = ReturnType<typeof createCloser>;

/**
 * Remembers what a test started. A runner waits for open servers for ever, so all of it has to end, also when `before`
 * came only half the way.
 *
 * @example
 * const closer = createCloser();
 * before(async () => { world = closer.keep(await createWorld()); });
 * after(closer.close);
 */
export function createCloser() {
  const started: Stoppable[] = [];

  /** Ends the last that was started, then what was before. */
  async function close(): Promise<void> {
    const last = started.pop();
    if (last === undefined) return;
    try {
      await last.stop();
    } finally {
      await close();
    }
  }

  return {
    keep<T extends Stoppable>(thing: T): T {
      started.push(thing);
      return thing;
    },
    close,
  };
}
