import { createHash } from "node:crypto";
import { mixBits } from "./hashShingles.ts";

/** Mean size of a chunk, unless another is asked for. */
export const CHUNK_BYTES = 1_024;

/** Thrown when chunks are to be smaller or larger than makes sense. */
export class ChunkSizeError extends RangeError {
  override readonly name = "ChunkSizeError";

  constructor(bytes: number) {
    super(`Chunks of ${bytes} bytes are not possible. Use a power of two from 64 to 1,048,576.`);
  }
}

/** A random word for each byte. */
const GEAR = Uint32Array.from({ length: 256 }, (_, byte) => mixBits(byte + 1));

/**
 * Cuts bytes where the bytes themselves say so, so that what stands before or after a passage does
 * not change how the passage is cut. Chunks are a quarter to four times as long as the mean.
 *
 * Source: Xia et al., "FastCDC", USENIX ATC 2016 (the gear hash).
 *
 * @throws {ChunkSizeError} When the mean is not a power of two from 64 to 2^20.
 */
export function cutChunks(content: Uint8Array, meanBytes = CHUNK_BYTES): Uint8Array[] {
  const bits = Math.log2(meanBytes);
  if (!Number.isInteger(bits) || bits < 6 || bits > 20) throw new ChunkSizeError(meanBytes);

  const [least, most] = [meanBytes / 4, meanBytes * 4];
  const chunks: Uint8Array[] = [];
  let start = 0;
  let gear = 0;
  for (let at = 0; at < content.length; at++) {
    gear = (gear << 1) + (GEAR[content[at] ?? 0] ?? 0);
    const length = at + 1 - start;
    // The upper bits have seen the most bytes.
    if ((length >= least && gear >>> (32 - bits) === 0) || length === most) {
      chunks.push(content.subarray(start, at + 1));
      start = at + 1;
      gear = 0;
    }
  }
  if (start < content.length) chunks.push(content.subarray(start));
  return chunks;
}

/** The first 64 bits of a chunk's SHA-256, in hex. */
export function hashChunk(chunk: Uint8Array): string {
  return createHash("sha256").update(chunk).digest("hex").slice(0, 16);
}
