import { type ByteStream, cutEvery } from "../streams/cutEvery.ts";
import { takeHead } from "../streams/takeHead.ts";
import type { FileKey } from "./fileKey.ts";
import { openSegment, SEALED_BYTES, SegmentError } from "./segments.ts";
import { HEADER_BYTES, openHeader, type VaultHeader, type VaultKind } from "./vaultHeader.ts";

/** A vault whose header was proved to belong to the key. */
export type OpenVault = {
  readonly kind: VaultKind;
  /** Each piece was verified before it is given out; that it is all shows when the stream ends without an error. */
  readonly plaintext: AsyncGenerator<Uint8Array>;
};

/**
 * Opens an encrypted stream.
 *
 * @throws {VaultHeaderError} When the header was changed or belongs to another key.
 * @throws {SegmentError} From the stream, when a segment was changed, moved, cut off or appended.
 */
export async function decrypt(vault: ByteStream, key: FileKey): Promise<OpenVault> {
  const { head, rest } = await takeHead(vault, HEADER_BYTES);
  try {
    const header = openHeader(head, key);
    return { kind: header.kind, plaintext: openSegments(header, rest) };
  } catch (error) {
    await rest.return(undefined);
    throw error;
  }
}

async function* openSegments(
  header: VaultHeader,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let segment = 0;
  let held: Uint8Array | undefined;
  for await (const next of cutEvery(sealed, SEALED_BYTES)) {
    if (held !== undefined) yield openSegment(header, held, segment++, false);
    held = next;
  }
  if (held === undefined) throw new SegmentError(0, "truncated");
  yield openSegment(header, held, segment, true);
}
