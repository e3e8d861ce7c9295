import { toBeHex } from "ethers";

/** A number as 32 bytes of hex, the form of an indexed argument. */
export function toHex32(value: bigint): string {
  return toBeHex(value, 32);
}
