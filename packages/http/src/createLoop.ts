export type Loop = {
  readonly start: () => void;
  /** Waits for a run that is under way. */
  readonly stop: () => Promise<void>;
};

export type LoopOptions = {
  readonly run: () => Promise<void>;
  readonly everyMs: number;
  /** Told of a run that failed; the next comes all the same. */
  readonly onError: (error: unknown) => void;
};

/** Runs a task again and again, with a pause between the end of one run and the start of the next. */
export function createLoop({ run, everyMs, onError }: LoopOptions): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  async function turn(): Promise<void> {
    try {
      await run();
    } catch (error) {
      onError(error);
    }
    if (!stopped) schedule();
  }

  function schedule(): void {
    timer = setTimeout(() => {
      running = turn();
    }, everyMs);
  }

  return {
    start: schedule,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
