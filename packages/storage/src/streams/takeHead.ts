import type { ByteStream } from "./cutEvery.ts";

/** Reads the first `size` bytes of a stream, fewer if it has no more, and gives back the rest unread. */
export async function takeHead(
  source: ByteStream,
  size: number,
): Promise<{ head: Uint8Array; rest: AsyncGenerator<Uint8Array> }> {
  const iterator = cutAsRead(source);
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < size) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head: head.subarray(0, size), rest: resume(head.subarray(size), iterator) };
}

async function* resume(
  first: Uint8Array,
  iterator: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    yield* iterator;
  } finally {
    await iterator.return(undefined);
  }
}

/** The same pieces, asynchronously. */
async function* cutAsRead(source: ByteStream): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) yield bytes;
}
