import { parseAmount, UNITS } from "@sahara/sdk";

import { UsageError } from "../errors.ts";

/** Reads a whole number from 0. @throws {UsageError} When the text is none. */
export function parseInteger(text: string): bigint {
  if (!/^\d+$/.test(text)) throw new UsageError(`"${text}" is no whole number. Pass digits only.`);
  return BigInt(text);
}

/** Reads the id of an asset or licence. @throws {UsageError} When the text is none. */
export function parseId(text: string): bigint {
  if (!/^\d+$/.test(text)) throw new UsageError(`"${text}" is no id. Pass a number such as 7.`);
  return BigInt(text);
}

/** Collects ids that are given one after the other. */
export function collectIds(text: string, before: readonly bigint[] = []): bigint[] {
  return [...before, parseId(text)];
}

/** An asset has 1e8 units: with six decimals, a percentage is a whole number of them. */
const PERCENT_DECIMALS = 6;

/**
 * Reads units of an asset, as a number (`12500000`) or as a share of the whole revenue (`12.5%`), exactly.
 *
 * @throws {UsageError} When the text is neither, or the percentage has more than six decimals or passes 100.
 */
export function parseUnitCount(text: string): bigint {
  if (!text.endsWith("%")) return parseInteger(text);
  const units = parseAmount(text.slice(0, -1), PERCENT_DECIMALS);
  if (units > UNITS) throw new UsageError(`"${text}" is more than 100%.`);
  return units;
}
