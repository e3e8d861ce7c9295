import type { Result } from "ethers";

import { argument, eventOf } from "../chain/events.ts";
import type { PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type CheckoutResult = Written & {
  /** In the order of the basket. */
  licenseIds: bigint[];
  /** Everything, and what of it went into the account; base units. */
  cost: bigint;
  deposit: bigint;
};

/** Sends what buys a basket, and reads what came of it. */
export async function sendCheckout(
  clients: Clients,
  prepared: PreparedTransaction,
): Promise<CheckoutResult> {
  const receipt = await send(clients, prepared);
  const event = eventOf(clients, "checkout", "CheckedOut", receipt);
  return {
    ...written(receipt),
    licenseIds: argument<Result>(event, "licenseIds").toArray() as bigint[],
    cost: argument<bigint>(event, "cost"),
    deposit: argument<bigint>(event, "deposit"),
  };
}
