import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

import { StorageError } from "../StorageError.ts";
import type { FileKey } from "./fileKey.ts";

/** What is inside: the bytes of one file, or a folder packed into one stream. */
export type VaultKind = "file" | "folder";

/** What can be wrong with a header. */
export type HeaderFault =
  "length" | "magic" | "version" | "cipher" | "kind" | "segmentSize" | "tag";

/** A header and what its key says about it. */
export type VaultHeader = {
  readonly kind: VaultKind;
  /** As it stands at the beginning of the vault. */
  readonly bytes: Uint8Array;
  /** First part of every nonce. */
  readonly noncePrefix: Uint8Array;
  /** What segments are sealed with, derived from the file key and the header's salt. */
  readonly contentKey: Uint8Array;
  /** Associated data of every segment: the SHA-256 of the header. */
  readonly associatedData: Uint8Array;
};

const EXPLANATIONS: Record<HeaderFault, string> = {
  length: "it ends before its header does",
  magic: "it does not begin like a vault",
  version: "its version is unknown here",
  cipher: "its cipher is unknown here",
  kind: "it is neither a file nor a folder",
  segmentSize: "its segments have another size",
  tag: "this is the key of another vault, or its header was changed",
};

/** Thrown when a vault's header can't be used. Nothing was decrypted. */
export class VaultHeaderError extends StorageError {
  override readonly name = "VaultHeaderError";
  readonly fault: HeaderFault;

  constructor(fault: HeaderFault) {
    super(`The vault can't be opened: ${EXPLANATIONS[fault]}. Fetch it again, with its own key.`);
    this.fault = fault;
  }
}

const MAGIC = Buffer.from("SAHARA", "latin1");
const VERSION = 1;
const AES_256_GCM = 1;
const SEGMENT_BITS = 16;
const KINDS: readonly VaultKind[] = ["file", "folder"];

/** Where each field begins. */
const AT = { version: 6, cipher: 7, kind: 8, segmentBits: 9, noncePrefix: 10, salt: 17, tag: 49 };
const NONCE_PREFIX_BYTES = AT.salt - AT.noncePrefix;
const SALT_BYTES = AT.tag - AT.salt;
const KEY_BYTES = 32;

/** Bytes of a header. */
export const HEADER_BYTES = AT.tag + 32;
/** Plaintext bytes of every segment but the last. */
export const SEGMENT_BYTES = 2 ** SEGMENT_BITS;

const DERIVATION = "sahara/storage/vault/v1";

/**
 * A header for a new vault: a fresh salt, and with it fresh keys, so that no two vaults share a nonce under one key.
 *
 * Layout: magic 6, version 1, cipher 1, kind 1, log2 of the segment size 1, nonce prefix 7, salt 32, tag 32 bytes. The tag
 * is an HMAC-SHA-256 over all before it under a key derived with the content key, which makes the vault commit to its
 * file key: AES-GCM alone would let one ciphertext open under two keys.
 */
export function createHeader(key: FileKey, kind: VaultKind): VaultHeader {
  const fields = Buffer.concat([
    MAGIC,
    Buffer.of(VERSION, AES_256_GCM, KINDS.indexOf(kind), SEGMENT_BITS),
    randomBytes(NONCE_PREFIX_BYTES + SALT_BYTES),
  ]);
  const { contentKey, tag } = derive(key, fields);
  return toHeader(Buffer.concat([fields, tag]), kind, contentKey);
}

/**
 * Reads a header and proves that it belongs to the key.
 *
 * @throws {VaultHeaderError} Naming the field that is wrong.
 */
export function openHeader(bytes: Uint8Array, key: FileKey): VaultHeader {
  if (bytes.length !== HEADER_BYTES) throw new VaultHeaderError("length");
  if (!MAGIC.equals(bytes.subarray(0, MAGIC.length))) throw new VaultHeaderError("magic");
  if (bytes[AT.version] !== VERSION) throw new VaultHeaderError("version");
  if (bytes[AT.cipher] !== AES_256_GCM) throw new VaultHeaderError("cipher");
  const kind = KINDS[bytes[AT.kind] ?? KINDS.length];
  if (kind === undefined) throw new VaultHeaderError("kind");
  if (bytes[AT.segmentBits] !== SEGMENT_BITS) throw new VaultHeaderError("segmentSize");

  const { contentKey, tag } = derive(key, bytes.subarray(0, AT.tag));
  if (!timingSafeEqual(tag, bytes.subarray(AT.tag))) throw new VaultHeaderError("tag");

  return toHeader(Uint8Array.from(bytes), kind, contentKey);
}

function derive(key: FileKey, fields: Uint8Array) {
  const salt = fields.subarray(AT.salt, AT.tag);
  const derived = new Uint8Array(hkdfSync("sha256", key, salt, DERIVATION, 2 * KEY_BYTES));
  return {
    contentKey: derived.subarray(0, KEY_BYTES),
    tag: createHmac("sha256", derived.subarray(KEY_BYTES)).update(fields).digest(),
  };
}

function toHeader(bytes: Uint8Array, kind: VaultKind, contentKey: Uint8Array): VaultHeader {
  const noncePrefix = bytes.subarray(AT.noncePrefix, AT.salt);
  const associatedData = createHash("sha256").update(bytes).digest();
  const header = { kind, bytes, noncePrefix, associatedData };
  // Not enumerable, so that whoever prints a header prints no key.
  return Object.defineProperty({ ...header, contentKey }, "contentKey", { enumerable: false });
}
