import { argument, eventOf } from "../chain/events.ts";
import type { PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type FillResult = Written & {
  orderHash: string;
  /** Base units of the order's token, and what of them went to the protocol. */
  price: bigint;
  fee: bigint;
};

/** Sends what fills an order, and reads what came of it. */
export async function sendFill(
  clients: Clients,
  prepared: PreparedTransaction,
): Promise<FillResult> {
  const receipt = await send(clients, prepared);
  const event = eventOf(clients, "marketplace", "OrderFilled", receipt);
  return {
    ...written(receipt),
    orderHash: argument<string>(event, "orderHash"),
    price: argument<bigint>(event, "price"),
    fee: argument<bigint>(event, "fee"),
  };
}
