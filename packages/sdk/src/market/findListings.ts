import type { Result } from "ethers";

import { addressTopic } from "../chain/addressTopic.ts";
import { argument, eventsOf } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { nameAt } from "../values/names.ts";
import { parseRoot } from "../values/root.ts";
import { type Order, ORDER_KINDS, type OrderItem, toOrderStruct } from "./order.ts";

export type FindListingsParameters = {
  /** Whose. Defaults to everybody's. */
  maker?: Address | undefined;
  /** Only this one. */
  orderHash?: string | undefined;
};

/** An order that is listed on chain and neither filled nor taken back. Ask `getOrderState` what else is in its way. */
export type OnChainListing = { orderHash: string; order: Order };

/** Reads the orders that are listed on chain, the oldest first. */
export async function findListings(
  clients: Clients,
  { maker, orderHash }: FindListingsParameters = {},
): Promise<OnChainListing[]> {
  const { marketplace } = clients.contracts;
  const logs = await getLogs(clients, {
    address: clients.addresses.marketplace,
    topics: [
      marketplace.interface.getEvent("OrderListed").topicHash,
      orderHash === undefined ? null : parseRoot(orderHash, "order hash"),
      addressTopic(maker, "maker"),
    ],
  });
  // One that was taken back may have been listed again.
  const listed = new Map(
    eventsOf(clients, "marketplace", "OrderListed", logs).map((event) => [
      argument<string>(event, "orderHash"),
      toOrder(argument<Result>(event, "order")),
    ]),
  );
  const found = await mapLimited([...listed], async ([hash, order]) =>
    (await marketplace.isListed(toOrderStruct(order))) ? [{ orderHash: hash, order }] : [],
  );
  return found.flat();
}

/** The order as the contract had it. Each member has the type that the contract gives it. */
function toOrder(result: Result): Order {
  const order = result.toObject() as Omit<Order, "kind" | "items"> & {
    kind: bigint;
    items: Result;
  };
  const items = order.items.map((item: Result) => item.toObject() as OrderItem);
  return { ...order, kind: nameAt(ORDER_KINDS, order.kind), items };
}
