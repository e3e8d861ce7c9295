import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";

import { StorageError } from "../StorageError.ts";

/** A public X25519 key: `0x` and 64 hex digits, the form in which contracts store them. */
export type PublicKey = `0x${string}`;

/** What keys and shares are wrapped to. The private key is a key object: printing it shows nothing. */
export type EncryptionKeys = { readonly publicKey: PublicKey; readonly privateKey: KeyObject };

/** Thrown when something is not an X25519 key. Never says which bytes it was given. */
export class InvalidEncryptionKeyError extends StorageError {
  override readonly name = "InvalidEncryptionKeyError";

  constructor(reason: string) {
    super(`This is no X25519 key: ${reason}. Pass 32 bytes as they were exported.`);
  }
}

const KEY_BYTES = 32;
const PUBLIC_PATTERN = /^0x[0-9a-f]{64}$/i;
/** What stands before the 32 bytes in PKCS #8 (RFC 8410). */
const PKCS8_HEAD = Buffer.from("302e020100300506032b656e04220420", "hex");

/** New keys: one pair for an account or a custodian, or one for a single request. */
export function createEncryptionKeys(): EncryptionKeys {
  return fromPrivate(generateKeyPairSync("x25519").privateKey);
}

/** @throws {InvalidEncryptionKeyError} */
export function importEncryptionKeys(privateBytes: Uint8Array): EncryptionKeys {
  if (privateBytes.length !== KEY_BYTES) {
    throw new InvalidEncryptionKeyError(`it has ${privateBytes.length} bytes`);
  }
  const key = Buffer.concat([PKCS8_HEAD, privateBytes]);
  return fromPrivate(createPrivateKey({ key, format: "der", type: "pkcs8" }));
}

/** The private key's bytes, to be kept. The caller sees to it that they go nowhere else. */
export function exportEncryptionKeys({ privateKey }: EncryptionKeys): Uint8Array {
  const der = privateKey.export({ format: "der", type: "pkcs8" });
  return Uint8Array.from(der.subarray(-KEY_BYTES));
}

/** @throws {InvalidEncryptionKeyError} */
export function publicKeyBytes(key: PublicKey): Uint8Array {
  if (!PUBLIC_PATTERN.test(key)) throw new InvalidEncryptionKeyError("it is not 64 hex digits");
  return Uint8Array.from(Buffer.from(key.slice(2), "hex"));
}

function fromPrivate(privateKey: KeyObject): EncryptionKeys {
  const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { publicKey: `0x${der.subarray(-KEY_BYTES).toString("hex")}`, privateKey };
}
