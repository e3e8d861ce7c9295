import type { TransactionReceipt } from "ethers";

import { argument, eventsOf } from "../chain/events.ts";
import { type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

/** `amount` is what was paid out, in base units; 0 when nothing was owed. */
export type ClaimResult = Written & { amount: bigint };

/** What a transaction paid out. */
export function claimedIn(clients: Clients, receipt: TransactionReceipt): ClaimResult {
  const amount = eventsOf(clients, "ledger", "Claimed", receipt.logs).reduce(
    (sum, event) => sum + argument<bigint>(event, "amount"),
    0n,
  );
  return { ...written(receipt), amount };
}
