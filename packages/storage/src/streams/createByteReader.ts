export type ByteReader = {
  /** The next bytes, as they come, without holding them all. */
  readonly stream: (length: number) => AsyncGenerator<Uint8Array>;
  /** The next bytes at once. */
  readonly take: (length: number) => Promise<Buffer>;
  readonly isAtEnd: () => Promise<boolean>;
};

/** Reads a stream by lengths. When it ends too early, what `endsEarly` makes is thrown. */
export function createByteReader(
  source: AsyncIterable<Uint8Array>,
  endsEarly: () => Error,
): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);

  /** Whether there is a byte more. */
  async function fill(): Promise<boolean> {
    while (held.length === 0) {
      const next = await iterator.next();
      if (next.done === true) return false;
      held = next.value;
    }
    return true;
  }

  async function* stream(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0;) {
      if (!(await fill())) throw endsEarly();
      const piece = held.subarray(0, left);
      held = held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  return {
    stream,
    take: async (length) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of stream(length)) pieces.push(piece);
      return Buffer.concat(pieces, length);
    },
    isAtEnd: async () => !(await fill()),
  };
}
