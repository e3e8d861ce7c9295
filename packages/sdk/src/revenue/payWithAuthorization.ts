import { Signature } from "ethers";

import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type PayResult, receivedIn } from "./payment.ts";
import type { SignedPaymentAuthorization } from "./signPaymentAuthorization.ts";

export type PayWithAuthorizationParameters = { signed: SignedPaymentAuthorization };

/** The unsigned transaction of {@link payWithAuthorization}. */
export function preparePayWithAuthorization(
  clients: Clients,
  { signed }: PayWithAuthorizationParameters,
): PreparedTransaction {
  const { assetId, token, ref, from, amount, validAfter, validBefore, salt } = signed;
  const { v, r, s } = Signature.from(signed.signature);
  const authorization = { from, value: amount, validAfter, validBefore, salt, v, r, s };

  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("payWithAuthorization", [
    assetId,
    token,
    ref,
    authorization,
  ]);
  return prepare(clients, "ledger", data);
}

/** Brings a signed payment to the ledger; the signer pays the gas, the payer the amount. */
export async function payWithAuthorization(
  clients: Clients,
  parameters: PayWithAuthorizationParameters,
): Promise<PayResult> {
  const receipt = await send(clients, preparePayWithAuthorization(clients, parameters));
  return { ...written(receipt), received: receivedIn(clients, parameters.signed.assetId, receipt) };
}
