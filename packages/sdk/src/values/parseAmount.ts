import { formatUnits } from "ethers";

import { InvalidNumberError } from "../errors/inputErrors.ts";

/**
 * Base units from a decimal text, exactly. Numbers are refused: `0.1 + 0.2` is not what it says.
 *
 * @param decimals Of the token, for example 18.
 * @throws {InvalidNumberError} When the text is not a plain decimal or has more digits than the token.
 *
 * @example parseAmount("1.5", 18); // 1500000000000000000n
 */
export function parseAmount(text: string, decimals: number): bigint {
  const expected = `a decimal text such as "1.5" with at most ${decimals} digits after the point`;
  // Callers in plain JavaScript pass numbers.
  if (typeof text !== "string") throw new InvalidNumberError("amount", text, expected);
  const [, whole = "", fraction = ""] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === "" || fraction.length > decimals) {
    throw new InvalidNumberError("amount", text, expected);
  }
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

/** Base units as an exact decimal text, for people to read. */
export function formatAmount(amount: bigint, decimals: number): string {
  return formatUnits(amount, decimals).replace(/\.0$/, "");
}
