import type { OrderItem } from "@sahara/sdk";

import { UsageError } from "../../errors.ts";
import { parseId, parseUnitCount } from "../../parse/numbers.ts";

/** The options that orders of either side share. */
export const PRICE = [
  "--price <amount>",
  "what the buyer pays for everything, such as 1.5",
] as const;
export const TAKER = ["--taker <address>", "who alone may fill it (default: anyone)"] as const;
export const UNTIL = [
  "--until <time>",
  "until when it can be filled (default: a week from now)",
] as const;
export const OUT = [
  "--out <file>",
  "write the order into this file instead of posting it",
] as const;

/** An item as people write it: `7` is the asset, `7:1000` or `7:12.5%` are units of it. */
export function collectItems(text: string, before: readonly OrderItem[] = []): OrderItem[] {
  const [asset = "", units, ...others] = text.split(":");
  const item = {
    assetId: parseId(asset),
    units: units === undefined ? 0n : parseUnitCount(units),
  };
  if (others.length > 0 || (units !== undefined && item.units === 0n)) {
    throw new UsageError(`"${text}" is no item. Pass 7 for an asset, 7:1000 or 7:12.5% for units.`);
  }
  return [...before, item];
}
