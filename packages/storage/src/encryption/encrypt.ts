import { type ByteStream, cutEvery } from "../streams/cutEvery.ts";
import { sealSegment } from "./segments.ts";
import type { FileKey } from "./fileKey.ts";
import { createHeader, SEGMENT_BYTES, type VaultHeader } from "./vaultHeader.ts";

export type EncryptParameters = {
  header: VaultHeader;
  /** From the first segment that is to be sealed. */
  plaintext: ByteStream;
  /** Segments sealed before, by a run that was interrupted; then the header is not given out again. */
  firstSegment?: number | undefined;
};

/** Encrypts a stream: the header, then the sealed segments. Keeps two segments in memory. */
export async function* encrypt({
  header,
  plaintext,
  firstSegment = 0,
}: EncryptParameters): AsyncGenerator<Uint8Array> {
  if (firstSegment === 0) yield header.bytes;

  let segment = firstSegment;
  // Which one is the last shows only when nothing follows. An empty plaintext has one empty segment.
  let held: Uint8Array | undefined;
  for await (const next of cutEvery(plaintext, SEGMENT_BYTES)) {
    if (held !== undefined) yield* sealSegment(header, held, segment++, false);
    held = next;
  }
  yield* sealSegment(header, held ?? new Uint8Array(0), segment, true);
}

/** Encrypts the bytes of one file under a fresh header: a vault that is kept elsewhere than in blocks. */
export function encryptBytes(key: FileKey, plaintext: ByteStream): AsyncGenerator<Uint8Array> {
  return encrypt({ header: createHeader(key, "file"), plaintext });
}
