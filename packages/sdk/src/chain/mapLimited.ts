/** Calls in flight at once: enough to hide latency, too few to trip a node's limit. */
const CONCURRENCY = 16;

/** `Promise.all` over `items` with a bounded number of calls in flight. */
export async function mapLimited<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const runWorker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, runWorker));
  return results;
}
