import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { nameAt } from "../values/names.ts";
import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from "./plan.ts";

export type GetSubscriptionParameters = { licenseId: bigint };

/** A subscription in force. Amounts are base units of its token. */
export type Subscription = {
  licenseId: bigint;
  /** Whether it can be renewed now, or why not. */
  status: SubscriptionStatus;
  holder: Address;
  token: Address;
  /** What one period costs, and what the keeper gets beside it. */
  price: bigint;
  tip: bigint;
  /** How many renewals are left. */
  periods: bigint;
  /** Unix time from which nothing is renewed. */
  until: bigint;
  /** Seconds before and after the licence's end in which it is renewed. */
  window: bigint;
  grace: bigint;
};

/** Reads the subscription of a licence; undefined if there is none. */
export async function getSubscription(
  { contracts: { subscriptions } }: Pick<Clients, "contracts">,
  { licenseId }: GetSubscriptionParameters,
): Promise<Subscription | undefined> {
  const [subscription, status] = await Promise.all([
    subscriptions.subscriptionOf(licenseId),
    subscriptions.statusOf(licenseId),
  ]);
  const { holder, token, price, tip, periods, until, window, grace } = subscription;
  if (BigInt(holder) === 0n) return undefined;
  return {
    ...{ licenseId, status: nameAt(SUBSCRIPTION_STATUSES, status), holder, token },
    ...{ price, tip, periods, until, window, grace },
  };
}
