import { encodeBytes32String, isHexString, toUtf8Bytes, ZeroHash } from "ethers";

import { InvalidReferenceError } from "../errors/inputErrors.ts";

/** A payer's own reference: 32 bytes of hex, or a text of at most 31 bytes. Defaults to nothing. */
export type Reference = string;

/** The reference as the ledger's event keeps it. */
export function parseReference(ref: Reference | undefined): string {
  if (ref === undefined) return ZeroHash;
  if (isHexString(ref, 32)) return ref;
  if (toUtf8Bytes(ref).length > 31) {
    throw new InvalidReferenceError(ref);
  }
  return encodeBytes32String(ref);
}
