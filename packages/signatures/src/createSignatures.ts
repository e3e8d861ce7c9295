import {
  checkSignature,
  ethersSignatures,
  InvalidSignatureError,
  SIGNATURE_BYTES,
  type Signatures,
  toHex,
} from "@sahara/sdk";
import { createKeccak } from "hash-wasm";

import { loadNative, type NativeSecp256k1 } from "./loadNative.ts";

/** `implementation` says which curve it is: libsecp256k1, or the portable one of ethers. */
export type FastSignatures = Signatures & { readonly implementation: "native" | "ethers" };

const ADDRESS_BYTES = 20;

/**
 * Keccak in WebAssembly, and libsecp256k1 where its binary is there. Both agree with `ethersSignatures` in every bit
 * and refuse the same signatures.
 *
 * @example
 * const signatures = await createSignatures();
 * log({ signatures: signatures.implementation });
 */
export async function createSignatures(
  native: NativeSecp256k1 | null = loadNative(),
): Promise<FastSignatures> {
  const hasher = await createKeccak(256);
  const keccak256 = (data: Uint8Array) => hasher.init().update(data).digest("binary");
  if (native === null) return { ...ethersSignatures, keccak256, implementation: "ethers" };

  return {
    implementation: "native",
    keccak256,
    sign: (digest, privateKey) => sign(native, digest, privateKey),
    recover: (digest, signature) => {
      const point = recoverPoint(native, digest, signature);
      // The point without the byte that says how it is written.
      return toHex(keccak256(point.subarray(1)).subarray(-ADDRESS_BYTES));
    },
  };
}

function sign(native: NativeSecp256k1, digest: Uint8Array, privateKey: Uint8Array): Uint8Array {
  const { signature, recid } = native.ecdsaSign(digest, privateKey);
  const bytes = new Uint8Array(SIGNATURE_BYTES);
  bytes.set(signature);
  bytes[SIGNATURE_BYTES - 1] = 27 + recid;
  return bytes;
}

function recoverPoint(
  native: NativeSecp256k1,
  digest: Uint8Array,
  signature: Uint8Array,
): Uint8Array {
  checkSignature(signature);
  try {
    const recid = (signature[SIGNATURE_BYTES - 1] ?? 0) - 27;
    return native.ecdsaRecover(signature.subarray(0, 64), recid, digest, false);
  } catch (cause) {
    throw new InvalidSignatureError("no public key fits it", { cause });
  }
}
