import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type SubscriptionParameters, toPlan } from "./plan.ts";

export type SubscribeParameters = SubscriptionParameters & {
  /** What to approve if the allowance is too small for all renewals with their tips. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type SubscribeResult = Written & {
  /** What one period costs, in base units of the licence's currency. */
  price: bigint;
};

/** The unsigned transaction of {@link subscribe}, and the approval that it may need before. */
export async function prepareSubscribe(
  clients: Clients,
  { approve, ...parameters }: SubscribeParameters,
): Promise<PreparedTransaction> {
  const { licenseId } = parameters;
  const { plan, token } = await toPlan(clients, parameters);
  const { interface: subscriptions } = clients.contracts.subscriptions;
  const data = subscriptions.encodeFunctionData("subscribe", [licenseId, plan]);
  const amount = (plan.maxPrice + plan.tip) * plan.periods;
  const spender = clients.addresses.subscriptions;
  const before = await prepareSpending(clients, { token, spender, amount, approve });
  return prepare(clients, "subscriptions", data, { before });
}

/**
 * Has the signer's licence renewed by whoever comes in its time, with the signer's money; what it said before is
 * replaced. The money stays with the signer until then, but it must have it now.
 *
 * @throws {InsufficientFundsError} When the signer has less than all renewals cost.
 *
 * @example
 * await sahara.subscribe({ licenseId, periods: 11n, tip: parseAmount("0.1", 18) });
 */
export async function subscribe(
  clients: Clients,
  parameters: SubscribeParameters,
): Promise<SubscribeResult> {
  const receipt = await send(clients, await prepareSubscribe(clients, parameters));
  const event = eventOf(clients, "subscriptions", "Subscribed", receipt);
  return { ...written(receipt), price: argument<bigint>(event, "price") };
}
