import { UsageError } from "../errors.ts";
import { parseInteger } from "./numbers.ts";

const SECONDS: Readonly<Record<string, bigint>> = {
  "": 1n,
  s: 1n,
  m: 60n,
  h: 3_600n,
  d: 86_400n,
  w: 604_800n,
};

/**
 * Reads a period in seconds: `3600`, `90m`, `12h`, `30d`, `2w`, or `perpetual` for 0.
 *
 * @throws {UsageError} When the text is none of these.
 */
export function parseDuration(text: string): bigint {
  if (text === "perpetual") return 0n;
  const [, digits, unit = ""] = /^(\d+)([smhdw]?)$/.exec(text) ?? [];
  const seconds = SECONDS[unit];
  if (digits === undefined || seconds === undefined) {
    throw new UsageError(
      `"${text}" is no period. Pass seconds, or a number with s, m, h, d or w, or "perpetual".`,
    );
  }
  return BigInt(digits) * seconds;
}

/**
 * Reads a moment in Unix seconds: a date such as `2030-01-31` or `2030-01-31T12:00:00Z`, or the number itself.
 *
 * @throws {UsageError} When the text is no moment after 1970.
 */
export function parseTime(text: string): bigint {
  if (/^\d+$/.test(text)) return parseInteger(text);
  const day = text.slice(0, 10);
  const milliseconds = /^\d{4}-\d{2}-\d{2}(T[\d:]+Z)?$/.test(text) ? Date.parse(text) : NaN;
  // A day that the month does not have would otherwise become one of the next month.
  const isReal = milliseconds >= 0 && new Date(milliseconds).toISOString().startsWith(day);
  if (!isReal) {
    throw new UsageError(
      `"${text}" is no time. Pass a date such as 2030-01-31T12:00:00Z (UTC), or Unix seconds.`,
    );
  }
  return BigInt(milliseconds / 1000);
}
