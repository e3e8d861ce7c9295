type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/**
 * Writes items in groups: all that arrive while a group is being written share the next one, so that the cost of
 * reaching the disk is shared too.
 *
 * @param write Writes a group as a whole, and returns a result an item.
 */
export function createGroupCommit<Item, Result>(
  write: (group: readonly Item[]) => readonly Result[] | Promise<readonly Result[]>,
  maxGroup = 512,
) {
  const waiting: Waiting<Item, Result>[] = [];
  let running = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.splice(0, maxGroup);
      try {
        const results = await write(group.map(({ item }) => item));
        group.forEach(({ resolve }, index) => {
          // A result an item is what `write` promises.
          resolve(results[index] as Result);
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = false;
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      // After the other requests that have arrived by now, so that they come along.
      setImmediate(() => void flush());
    });
}
