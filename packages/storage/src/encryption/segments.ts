import { createCipheriv, createDecipheriv } from "node:crypto";

import { StorageError } from "../StorageError.ts";
import { HEADER_BYTES, SEGMENT_BYTES, type VaultHeader } from "./vaultHeader.ts";

/** Bytes that sealing adds to a segment. */
export const TAG_BYTES = 16;
/** Bytes of every sealed segment but the last. */
export const SEALED_BYTES = SEGMENT_BYTES + TAG_BYTES;

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const COUNTER_AT = 7;
const LAST_AT = 11;
const MAX_SEGMENTS = 2 ** 32;

/** What can be wrong with a segment. */
export type SegmentFault = "tampered" | "truncated" | "trailing";

const EXPLANATIONS: Record<SegmentFault, string> = {
  tampered: "was changed",
  truncated: "is not the last, but nothing follows: the vault was cut off",
  trailing: "is the last, but more follows: something was appended to the vault",
};

/** Thrown when a segment is not what was sealed, or not where it was. Nothing of it was given out. */
export class SegmentError extends StorageError {
  override readonly name = "SegmentError";
  /** Its place, from 0. */
  readonly segment: number;
  readonly fault: SegmentFault;

  constructor(segment: number, fault: SegmentFault) {
    super(`Segment ${segment} of the vault ${EXPLANATIONS[fault]}. Fetch it from somebody else.`);
    this.segment = segment;
    this.fault = fault;
  }
}

/** Thrown when a plaintext has more segments than there are nonces: 256 TiB. */
export class VaultTooLargeError extends StorageError {
  override readonly name = "VaultTooLargeError";

  constructor() {
    super("One vault holds at most 256 TiB. Split the content into several.");
  }
}

/** Length of a vault with so many bytes of plaintext. */
export function vaultLength(plaintextBytes: number): number {
  const segments = Math.max(1, Math.ceil(plaintextBytes / SEGMENT_BYTES));
  return HEADER_BYTES + plaintextBytes + segments * TAG_BYTES;
}

/**
 * The nonce of a segment after STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): prefix, counter, and whether it is
 * the last. So segments can't be reordered, repeated, dropped or cut off.
 *
 * @throws {VaultTooLargeError}
 */
export function nonceOf(prefix: Uint8Array, segment: number, isLast: boolean): Buffer {
  if (segment >= MAX_SEGMENTS) throw new VaultTooLargeError();
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.set(prefix);
  nonce.writeUInt32BE(segment, COUNTER_AT);
  nonce[LAST_AT] = isLast ? 1 : 0;
  return nonce;
}

/** Seals one segment: the ciphertext and its tag. */
export function sealSegment(
  header: VaultHeader,
  plaintext: Uint8Array,
  segment: number,
  isLast: boolean,
): [Buffer, Buffer] {
  const nonce = nonceOf(header.noncePrefix, segment, isLast);
  const cipher = createCipheriv(CIPHER, header.contentKey, nonce);
  cipher.setAAD(header.associatedData);
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  return [ciphertext, cipher.getAuthTag()];
}

/**
 * Opens one segment.
 *
 * @throws {SegmentError} Naming the segment and what became of it.
 */
export function openSegment(
  header: VaultHeader,
  sealed: Uint8Array,
  segment: number,
  isLast: boolean,
): Buffer {
  const plaintext = tryOpen(header, sealed, segment, isLast);
  if (plaintext !== undefined) return plaintext;
  if (tryOpen(header, sealed, segment, !isLast) === undefined) {
    throw new SegmentError(segment, "tampered");
  }
  throw new SegmentError(segment, isLast ? "truncated" : "trailing");
}

function tryOpen(
  header: VaultHeader,
  sealed: Uint8Array,
  segment: number,
  isLast: boolean,
): Buffer | undefined {
  const tagAt = sealed.length - TAG_BYTES;
  if (tagAt < 0) return undefined;
  const nonce = nonceOf(header.noncePrefix, segment, isLast);
  const decipher = createDecipheriv(CIPHER, header.contentKey, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(header.associatedData);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plaintext = decipher.update(sealed.subarray(0, tagAt));
  try {
    decipher.final();
    return plaintext;
  } catch {
    // The only thing that final() can find is that the tag does not fit; what was decrypted is dropped.
    return undefined;
  }
}
