/** Runs tasks of the same key one after another; tasks of different keys side by side. A task that is alone starts at once. */
export function createMutex() {
  const tails = new Map<string, Promise<unknown>>();
  return async <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const before = tails.get(key);
    // Whether the task before failed is the business of whoever ran it.
    const mine = before === undefined ? task() : before.then(task, task);
    tails.set(key, mine);
    try {
      return await mine;
    } finally {
      // Whoever came later has put its own tail there.
      if (tails.get(key) === mine) tails.delete(key);
    }
  };
}
