import type { Clients } from "../clients.ts";
import { getLicense } from "../licenses/getLicense.ts";
import { getTerms } from "../licenses/getTerms.ts";
import type { Address } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

/** Whether a licence can be renewed now, or why not; the position is the number on chain. */
export const SUBSCRIPTION_STATUSES = [
  "READY",
  "NONE",
  "TRANSFERRED",
  "OVER",
  "TOO_EARLY",
  "LAPSED",
  "FUNDS_MISSING",
  "ASSET_FROZEN",
  "LEDGER_PAUSED",
] as const;

export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** What a holder agrees to. */
export type SubscriptionParameters = {
  licenseId: bigint;
  /** How many renewals, one period each. */
  periods: bigint;
  /** What the keeper gets for each, in base units of the licence's currency. Defaults to 0n. */
  tip?: bigint | undefined;
  /** Most that one period may cost, in base units. Defaults to the price in the terms. */
  maxPrice?: bigint | undefined;
  /** Unix time from which nothing is renewed. Defaults to never. */
  until?: bigint | undefined;
  /** Seconds before the licence's end from which it is renewed. Defaults to a tenth of a period. */
  window?: bigint | undefined;
  /** Seconds after the licence's end until which it is renewed. Defaults to a tenth of a period. */
  grace?: bigint | undefined;
};

/** The same as the contract takes it. */
export type SubscriptionPlan = {
  maxPrice: bigint;
  tip: bigint;
  periods: bigint;
  until: bigint;
  window: bigint;
  grace: bigint;
};

const NEVER = (1n << 40n) - 1n;
const SHARE_OF_PERIOD = 10n;

/** The plan, complete, and what its renewals are paid in. */
export async function toPlan(
  clients: Clients,
  parameters: SubscriptionParameters,
): Promise<{ plan: SubscriptionPlan; token: Address }> {
  const { termsId } = await getLicense(clients, { licenseId: parameters.licenseId });
  const { price, duration, currency: token } = await getTerms(clients, { termsId });
  const margin = duration / SHARE_OF_PERIOD;
  const plan = {
    maxPrice: parseUint(parameters.maxPrice ?? price, 128, "price"),
    tip: parseUint(parameters.tip ?? 0n, 80, "tip"),
    periods: parseUint(parameters.periods, 24, "number of renewals"),
    until: parseUint(parameters.until ?? NEVER, 40, "end"),
    window: parseUint(parameters.window ?? margin, 24, "window"),
    grace: parseUint(parameters.grace ?? margin, 24, "grace period"),
  };
  return { plan, token };
}
