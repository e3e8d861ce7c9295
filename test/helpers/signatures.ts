import { ethers } from "./chain.ts";

/** Order of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The other signature with the same meaning, which the chain must not take: s is high. */
export function malleate(signature: string): string {
  const { r, s, v } = ethers.Signature.from(signature);
  const otherV = v === 27 ? 28 : 27;
  return ethers.concat([r, ethers.toBeHex(ORDER - BigInt(s), 32), ethers.toBeHex(otherV)]);
}
