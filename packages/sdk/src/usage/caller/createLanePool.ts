/** Lets so many tasks of one key run at a time; the others wait in order. */
export function createLanePool(size: number) {
  const pools = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    async use<T>(key: string, task: () => Promise<T>): Promise<T> {
      let pool = pools.get(key);
      if (pool === undefined) pools.set(key, (pool = { running: 0, waiting: [] }));
      const { waiting } = pool;
      if (pool.running < size) pool.running++;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await task();
      } finally {
        // The place goes straight to the next, so nobody can slip in between.
        const next = waiting.shift();
        if (next === undefined) pool.running--;
        else next();
      }
    },
  };
}
