import { computeAddress, getBytes, keccak256, Signature, SigningKey } from "ethers";

import { InvalidSignatureError } from "../errors/usageErrors.ts";
import type { Address } from "../values/address.ts";
import { fromHex, toHex } from "./hex.ts";

/** Hashing, signing and recovering, which decide how many calls a second a node serves; so they can be exchanged. */
export type Signatures = {
  keccak256: (data: Uint8Array) => Uint8Array;
  /** r, s and v (27 or 28) in 65 bytes, with the lower s. */
  sign: (digest: Uint8Array, privateKey: Uint8Array) => Uint8Array;
  /**
   * The address that signed, in lower case.
   *
   * @throws {InvalidSignatureError} When nobody can have signed so: wrong size, v, r or s out of range, or the upper s.
   */
  recover: (digest: Uint8Array, signature: Uint8Array) => Address;
};

export const SIGNATURE_BYTES = 65;

/** Order of secp256k1 and the half of it, above which an s has a twin that is lower. */
const ORDER = fromHex("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
const HALF_ORDER = fromHex("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");
const ZERO = new Uint8Array(32);

/** The slowest implementation, which runs everywhere that ethers runs. */
export const ethersSignatures: Signatures = {
  keccak256: (data) => getBytes(keccak256(data)),
  sign: (digest, privateKey) => fromHex(new SigningKey(privateKey).sign(digest).serialized),
  recover: (digest, signature) => {
    checkSignature(signature);
    try {
      const key = SigningKey.recoverPublicKey(digest, Signature.from(toHex(signature)));
      return computeAddress(key).toLowerCase();
    } catch (cause) {
      throw new InvalidSignatureError("no public key fits it", { cause });
    }
  },
};

/**
 * Refuses what no implementation may take: the chain would not, and a signature must have one form only.
 *
 * @throws {InvalidSignatureError}
 */
export function checkSignature(signature: Uint8Array): void {
  if (signature.length !== SIGNATURE_BYTES) {
    throw new InvalidSignatureError(`it has ${signature.length} bytes instead of 65`);
  }
  const v = signature[64];
  if (v !== 27 && v !== 28) throw new InvalidSignatureError("its v is neither 27 nor 28");
  const r = signature.subarray(0, 32);
  const s = signature.subarray(32, 64);
  if (compare(r, ZERO) === 0 || compare(r, ORDER) >= 0) {
    throw new InvalidSignatureError("its r is out of range");
  }
  if (compare(s, ZERO) === 0 || compare(s, HALF_ORDER) > 0) {
    throw new InvalidSignatureError("its s is zero or not the lower one");
  }
}

/** Compares big-endian numbers of the same size. */
function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
