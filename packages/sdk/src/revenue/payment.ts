import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventsOf } from "../chain/events.ts";
import type { PrepareOptions } from "../chain/prepare.ts";
import type { Written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, NATIVE, parseCurrency } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseReference, type Reference } from "../values/reference.ts";
import type { TransactionReceipt } from "ethers";

export type PayParameters = {
  assetId: bigint;
  /** Currency; `NATIVE` is the native coin. */
  token: Address;
  /** Base units. */
  amount: bigint;
  /** For the payer's books, kept in the event. */
  ref?: Reference | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
/** `received` is what was credited: less than paid if the token takes a fee. */
export type PayResult = Written & { received: bigint };

/** A payment's arguments as the ledger takes them, with what it needs beside. */
export async function toPayment(clients: Clients, parameters: PayParameters) {
  const token = parseCurrency(parameters.token);
  const amount = parseUint(parameters.amount, 120, "amount");
  const spending = { token, amount, spender: clients.addresses.ledger };
  const options: PrepareOptions = {
    value: token === NATIVE ? amount : 0n,
    before: await prepareSpending(clients, { ...spending, approve: parameters.approve }),
  };
  const args = [parameters.assetId, token, amount, parseReference(parameters.ref)] as const;
  return { args, options };
}

/** What a transaction credited to an asset. */
export function receivedIn(clients: Clients, assetId: bigint, receipt: TransactionReceipt): bigint {
  return eventsOf(clients, "ledger", "Paid", receipt.logs)
    .filter((event) => argument<bigint>(event, "assetId") === assetId)
    .reduce((sum, event) => sum + argument<bigint>(event, "amount"), 0n);
}
