import { hexlify, isHexString } from "ethers";

import { InvalidRootError } from "../errors/inputErrors.ts";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
const CID_PATTERN = /^b[a-z2-7]{58}$/;
const CODECS = new Set([0x55, 0x70]);

/**
 * The 32-byte digest that the contracts store, from itself or from the text of a CIDv1 (raw or dag-pb, sha2-256).
 *
 * @param what Named in the error, for example `content root`.
 * @throws {InvalidRootError} When `value` is neither.
 */
export function parseRoot(value: string, what: string): string {
  if (isHexString(value, 32)) return value.toLowerCase();
  if (!CID_PATTERN.test(value)) throw new InvalidRootError(what, value);

  const [version, codec = 0, hash, size, ...digest] = decodeBase32(value.slice(1));
  if (version !== 1 || !CODECS.has(codec) || hash !== 0x12 || size !== 32) {
    throw new InvalidRootError(what, value);
  }
  return hexlify(Uint8Array.from(digest));
}

/** RFC 4648 without padding; bits that fill no byte are dropped. */
function decodeBase32(text: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    value = (value << 5) | BASE32.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 0xff);
    value &= (1 << bits) - 1;
  }
  return bytes;
}
