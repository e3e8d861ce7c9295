import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";

import { StorageError } from "../StorageError.ts";
import {
  type EncryptionKeys,
  exportEncryptionKeys,
  InvalidEncryptionKeyError,
  type PublicKey,
  publicKeyBytes,
} from "./encryptionKeys.ts";

/** What a wrapped secret is bound to: it opens only where both are the same. */
export type WrapPlace = {
  /** What kind of secret it is; never used for two kinds. */
  readonly info: string;
  /** What it belongs to. */
  readonly associatedData: Uint8Array;
};

/** Thrown when a wrapped secret does not open: for another key, for something else, or changed. */
export class UnwrapError extends StorageError {
  override readonly name = "UnwrapError";

  constructor() {
    super("The wrapped secret does not open: it was changed, or is for another key or purpose.");
  }
}

/** Bytes that wrapping adds: the encapsulated key before, the tag behind. */
export const WRAP_BYTES = 32 + 16;
const ENCAPSULATED_BYTES = 32;

/** RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/**
 * Wraps a secret to a public key.
 *
 * @throws {InvalidEncryptionKeyError}
 */
export async function wrap(
  secret: Uint8Array,
  to: PublicKey,
  { info, associatedData }: WrapPlace,
): Promise<Uint8Array> {
  const sender = await createSender(to, info);
  const ciphertext = await sender.seal(toBuffer(secret), toBuffer(associatedData));
  return Buffer.concat([Buffer.from(sender.enc), Buffer.from(ciphertext)]);
}

/**
 * Opens a wrapped secret.
 *
 * @throws {UnwrapError}
 */
export async function unwrap(
  wrapped: Uint8Array,
  keys: EncryptionKeys,
  { info, associatedData }: WrapPlace,
): Promise<Uint8Array> {
  const privateBytes = toBuffer(exportEncryptionKeys(keys));
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: await suite.kem.importKey("raw", privateBytes, false),
      enc: toBuffer(wrapped.subarray(0, ENCAPSULATED_BYTES)),
      info: Buffer.from(info),
    });
    const ciphertext = toBuffer(wrapped.subarray(ENCAPSULATED_BYTES));
    return new Uint8Array(await recipient.open(ciphertext, toBuffer(associatedData)));
  } catch {
    // What the library says of a failure tells nothing that a caller could act on.
    throw new UnwrapError();
  }
}

async function createSender(to: PublicKey, info: string) {
  const bytes = toBuffer(publicKeyBytes(to));
  try {
    const recipientPublicKey = await suite.kem.importKey("raw", bytes, true);
    return await suite.createSenderContext({ recipientPublicKey, info: Buffer.from(info) });
  } catch {
    // Points of small order give a shared secret that everybody knows.
    throw new InvalidEncryptionKeyError("nothing can be wrapped to it");
  }
}

/** WebCrypto wants memory of its own. */
function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
