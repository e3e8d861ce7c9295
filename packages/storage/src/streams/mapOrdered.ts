/**
 * Maps a stream with up to `ahead` calls running at once, and yields the results in the stream's order. The first
 * failure, in that order, ends it.
 */
export async function* mapOrdered<From, To>(
  source: AsyncIterable<From>,
  ahead: number,
  map: (item: From) => Promise<To>,
): AsyncGenerator<To> {
  const running: Promise<To>[] = [];
  const started = new Set<Promise<unknown>>();
  try {
    for await (const item of source) {
      const result = map(item);
      // Its turn to be awaited comes later; until then a failure is not unheard of.
      const settled = result.then(ignore, ignore).finally(() => started.delete(settled));
      started.add(settled);
      running.push(result);
      if (running.length >= ahead) yield await takeFirst(running);
    }
    while (running.length > 0) yield await takeFirst(running);
  } finally {
    await Promise.all(started);
  }
}

function takeFirst<T>(running: Promise<T>[]): Promise<T> {
  const first = running.shift();
  if (first === undefined) throw new Error("cannot happen: something is running");
  return first;
}

function ignore(): void {
  // Whoever takes the result hears of its failure.
}
