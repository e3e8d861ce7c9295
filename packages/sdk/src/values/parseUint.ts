import { InvalidNumberError } from "../errors/inputErrors.ts";

/**
 * A whole number that fits `bits` bits, as the contracts store it.
 *
 * @throws {InvalidNumberError} When it is no bigint, negative or too large.
 */
export function parseUint(value: bigint, bits: number, what: string): bigint {
  // Callers in plain JavaScript pass numbers.
  if (typeof value !== "bigint" || value < 0n || value >> BigInt(bits) !== 0n) {
    throw new InvalidNumberError(what, value, `a bigint from 0n to 2n ** ${bits}n - 1n`);
  }
  return value;
}
