import { formatAmount } from "@sahara/sdk";

/** Decimals of a percentage in units: an asset has 1e8, so one unit is 0.000001 %. */
const UNIT_PERCENT_DECIMALS = 6;

/** `12500000` as `12,500,000`. */
export function formatCount(count: bigint | number): string {
  return count.toString().replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** Units of an asset with their share of its revenue: `12,500,000 (12.5%)`. */
export function formatUnitCount(units: bigint): string {
  return `${formatCount(units)} (${formatAmount(units, UNIT_PERCENT_DECIMALS)}%)`;
}

/** Basis points as a percentage: `1234` as `12.34%`. */
export function formatBps(bps: bigint): string {
  return `${formatAmount(bps, 2)}%`;
}

/** Unix seconds as a time of day in UTC; `0` is never. */
export function formatTime(seconds: bigint): string {
  if (seconds === 0n) return "never";
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString().replace(".000Z", "Z");
}

const SECONDS = [
  [86_400n, "day"],
  [3_600n, "hour"],
  [60n, "minute"],
] as const;

/** Seconds in the largest whole unit: `2592000` as `30 days`; `0` is perpetual. */
export function formatDuration(seconds: bigint): string {
  if (seconds === 0n) return "perpetual";
  const [size, name] = SECONDS.find(([unit]) => seconds % unit === 0n) ?? [1n, "second"];
  return seconds === size ? `1 ${name}` : `${seconds / size} ${name}s`;
}
