import { InvalidNumberError } from "../errors/inputErrors.ts";
import { parseAmount } from "./parseAmount.ts";

/** One in basis points. */
export const BPS = 10_000n;

/**
 * Basis points from a percentage as text, exactly. Numbers are refused: 8.29 × 100 is 828.9999999999999.
 *
 * @throws {InvalidNumberError} When the text is not `"12.34%"`, from 0 to 100 with at most two decimals.
 *
 * @example parseBps("12.34%"); // 1234n
 */
export function parseBps(text: string): bigint {
  const expected = 'a percentage as text such as "12.34%", with at most two decimals';
  if (typeof text !== "string" || !text.endsWith("%")) {
    throw new InvalidNumberError("percentage", text, expected);
  }
  const bps = parseAmount(text.slice(0, -1), 2);
  if (bps > BPS) throw new InvalidNumberError("percentage", text, expected);
  return bps;
}
