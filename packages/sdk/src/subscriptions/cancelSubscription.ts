import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type CancelSubscriptionParameters = { licenseId: bigint };

/** The unsigned transaction of {@link cancelSubscription}. */
export function prepareCancelSubscription(
  clients: Clients,
  { licenseId }: CancelSubscriptionParameters,
): PreparedTransaction {
  const { interface: subscriptions } = clients.contracts.subscriptions;
  const data = subscriptions.encodeFunctionData("cancel", [licenseId]);
  return prepare(clients, "subscriptions", data);
}

/** Ends a subscription and voids what was signed for the licence, as who subscribed or holds it. The licence runs on. */
export async function cancelSubscription(
  clients: Clients,
  parameters: CancelSubscriptionParameters,
): Promise<Written> {
  return written(await send(clients, prepareCancelSubscription(clients, parameters)));
}
