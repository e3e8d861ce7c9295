import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import type { SignedSubscription } from "./signSubscription.ts";
import type { SubscribeResult } from "./subscribe.ts";

export type SubmitSubscriptionParameters = SignedSubscription;

/** The unsigned transaction of {@link submitSubscription}. */
export function prepareSubmitSubscription(
  clients: Clients,
  { signed, signature }: SubmitSubscriptionParameters,
): PreparedTransaction {
  const { interface: subscriptions } = clients.contracts.subscriptions;
  const data = subscriptions.encodeFunctionData("subscribeBySignature", [signed, signature]);
  return prepare(clients, "subscriptions", data);
}

/** Brings a subscription that the licence's holder signed. Anyone may. */
export async function submitSubscription(
  clients: Clients,
  parameters: SubmitSubscriptionParameters,
): Promise<SubscribeResult> {
  const receipt = await send(clients, prepareSubmitSubscription(clients, parameters));
  const event = eventOf(clients, "subscriptions", "Subscribed", receipt);
  return { ...written(receipt), price: argument<bigint>(event, "price") };
}
