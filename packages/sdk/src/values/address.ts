import { getAddress, isAddress, ZeroAddress } from "ethers";

import { InvalidAddressError } from "../errors/inputErrors.ts";

/** An account or contract: `0x` and 40 hex digits, in checksum form wherever the SDK returns one. */
export type Address = string;

/** The native coin of the chain, as a currency. */
export const NATIVE: Address = ZeroAddress;

/** Stands for whoever owns the asset, where a holder of units is asked for. */
export const OWNER: Address = ZeroAddress;

/**
 * The address in checksum form. The zero address is refused: where it has a meaning it has a name.
 *
 * @param what Named in the error, for example `licensee`.
 * @throws {InvalidAddressError} When `value` is not an address.
 */
export function parseAddress(value: string, what: string): Address {
  const address = parseCurrency(value, what);
  if (address === ZeroAddress) throw new InvalidAddressError(what, value);
  return address;
}

/** Like {@link parseAddress}, but the zero address stands for the native coin. */
export function parseCurrency(value: string, what = "currency"): Address {
  if (!isAddress(value)) throw new InvalidAddressError(what, value);
  return getAddress(value);
}

/** A holder of units: an address, or the word `owner` for the units bound to whoever owns the asset. */
export type Holder = string;

/** The holder as the ledger knows it. */
export function parseHolder(holder: Holder): Address {
  return holder === "owner" || holder === OWNER ? OWNER : parseAddress(holder, "holder");
}
