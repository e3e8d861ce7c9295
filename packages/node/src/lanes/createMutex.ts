/** Runs tasks of the same key one after another; tasks of different keys side by side. */
export function createMutex() {
  const tails = new Map<string, Promise<unknown>>();

  return {
    async run<T>(key: string, task: () => Promise<T>): Promise<T> {
      const before = tails.get(key);
      const mine = before === undefined ? task() : before.then(task, task);
      tails.set(key, mine);
      try {
        return await mine;
      } finally {
        // Whoever came later has put its own tail there.
        if (tails.get(key) === mine) tails.delete(key);
      }
    },
    get size() {
      return tails.size;
    },
  };
}
