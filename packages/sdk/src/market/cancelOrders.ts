import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { InvalidOrdersError } from "../errors/marketErrors.ts";
import { isForList, type Order, toOrderStruct } from "./order.ts";

export type CancelOrdersParameters = { orders: readonly Pick<Order, "nonce">[] };
export type UnlistOrderParameters = { order: Order };

/** The unsigned transaction of {@link cancelOrders}. */
export function prepareCancelOrders(
  clients: Clients,
  { orders }: CancelOrdersParameters,
): PreparedTransaction {
  if (orders.length === 0 || orders.some(isForList)) {
    throw new InvalidOrdersError("Name signed orders; one that is listed on chain is unlisted.");
  }
  const nonces = orders.map(({ nonce }) => nonce);
  const { interface: marketplace } = clients.contracts.marketplace;
  return prepare(clients, "marketplace", marketplace.encodeFunctionData("cancel", [nonces]));
}

/**
 * Makes orders of the signer unusable by their numbers, for ever. Works while the marketplace is paused too.
 *
 * @throws {InvalidOrdersError} When one of them is listed on chain.
 */
export async function cancelOrders(
  clients: Clients,
  parameters: CancelOrdersParameters,
): Promise<Written> {
  return written(await send(clients, prepareCancelOrders(clients, parameters)));
}

/** The unsigned transaction of {@link unlistOrder}. */
export function prepareUnlistOrder(
  clients: Clients,
  { order }: UnlistOrderParameters,
): PreparedTransaction {
  const { interface: marketplace } = clients.contracts.marketplace;
  const data = marketplace.encodeFunctionData("unlist", [toOrderStruct(order)]);
  return prepare(clients, "marketplace", data);
}

/** Takes back an order that the signer listed on chain. */
export async function unlistOrder(
  clients: Clients,
  parameters: UnlistOrderParameters,
): Promise<Written> {
  return written(await send(clients, prepareUnlistOrder(clients, parameters)));
}

/** The unsigned transaction of {@link cancelAllOrders}. */
export function prepareCancelAllOrders(clients: Clients): PreparedTransaction {
  const { interface: marketplace } = clients.contracts.marketplace;
  return prepare(clients, "marketplace", marketplace.encodeFunctionData("cancelAll"));
}

/** Voids every order that the signer has signed or listed so far. */
export async function cancelAllOrders(clients: Clients): Promise<Written & { counter: bigint }> {
  const receipt = await send(clients, prepareCancelAllOrders(clients));
  const event = eventOf(clients, "marketplace", "CounterRaised", receipt);
  return { ...written(receipt), counter: argument<bigint>(event, "counter") };
}
