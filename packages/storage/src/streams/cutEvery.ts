/** Bytes that come piece by piece, cut in whatever way. */
export type ByteStream = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Cuts a stream anew, into pieces of `size` bytes; only the last may be shorter, and none is empty. Pieces that lie
 * whole in what was read share its memory.
 */
export async function* cutEvery(source: ByteStream, size: number): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const bytes of source) {
    let from = 0;
    while (held + bytes.length - from >= size) {
      const end = from + size - held;
      const part = bytes.subarray(from, end);
      yield held === 0 ? part : Buffer.concat([...parts, part], size);
      [parts, held, from] = [[], 0, end];
    }
    if (from < bytes.length) {
      parts.push(bytes.subarray(from));
      held += bytes.length - from;
    }
  }
  if (held > 0) yield Buffer.concat(parts, held);
}
