import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type PayParameters, type PayResult, receivedIn, toPayment } from "./payment.ts";

/** The unsigned transaction of {@link pay}, and the approval that it may need before. */
export async function preparePay(
  clients: Clients,
  parameters: PayParameters,
): Promise<PreparedTransaction> {
  const { args, options } = await toPayment(clients, parameters);
  const data = clients.contracts.ledger.interface.encodeFunctionData("pay", [...args]);
  return prepare(clients, "ledger", data, options);
}

/**
 * Pays an asset. Its contributors and ancestors are owed their shares at once and claim them when they like.
 *
 * @throws {InsufficientFundsError} When the signer has less than the amount.
 * @throws {InsufficientAllowanceError} When the allowance is too small and `approve` is `"never"`.
 */
export async function pay(clients: Clients, parameters: PayParameters): Promise<PayResult> {
  const receipt = await send(clients, await preparePay(clients, parameters));
  return { ...written(receipt), received: receivedIn(clients, parameters.assetId, receipt) };
}
