import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type PayParameters, type PayResult, receivedIn, toPayment } from "./payment.ts";

export type PayAndSettleParameters = PayParameters & {
  /** Assets to settle, mostly the paid one and then its ancestors, nearest first. */
  path: readonly bigint[];
};

/** The unsigned transaction of {@link payAndSettle}, and the approval that it may need before. */
export async function preparePayAndSettle(
  clients: Clients,
  { path, ...parameters }: PayAndSettleParameters,
): Promise<PreparedTransaction> {
  const { args, options } = await toPayment(clients, parameters);
  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("payAndSettle", [...args, [...path]]);
  return prepare(clients, "ledger", data, options);
}

/** Pays an asset and passes royalties on along `path` in the same transaction. */
export async function payAndSettle(
  clients: Clients,
  parameters: PayAndSettleParameters,
): Promise<PayResult> {
  const receipt = await send(clients, await preparePayAndSettle(clients, parameters));
  return { ...written(receipt), received: receivedIn(clients, parameters.assetId, receipt) };
}
