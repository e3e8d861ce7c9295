import { addressTopic } from "../chain/addressTopic.ts";
import { argument, eventsOf } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { getSubscription, type Subscription } from "./getSubscription.ts";
import type { SubscriptionStatus } from "./plan.ts";

export type FindSubscriptionsParameters = {
  /** Of this holder only. */
  holder?: Address | undefined;
  /** With this status only; keepers look for `"READY"`. */
  status?: SubscriptionStatus | undefined;
};

/** Subscriptions in force, found from events, in the order in which they were first made. */
export async function findSubscriptions(
  clients: Clients,
  { holder, status }: FindSubscriptionsParameters = {},
): Promise<Subscription[]> {
  const { topicHash } = clients.contracts.subscriptions.interface.getEvent("Subscribed");
  const logs = await getLogs(clients, {
    address: clients.addresses.subscriptions,
    topics: [topicHash, null, addressTopic(holder, "holder")],
  });
  const made = eventsOf(clients, "subscriptions", "Subscribed", logs);
  const licenseIds = new Set(made.map((event) => argument<bigint>(event, "licenseId")));
  const found = await mapLimited([...licenseIds], (licenseId) =>
    getSubscription(clients, { licenseId }),
  );
  return found
    .filter((subscription) => subscription !== undefined)
    .filter((subscription) => status === undefined || subscription.status === status);
}
