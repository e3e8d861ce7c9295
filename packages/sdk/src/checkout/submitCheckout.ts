import { Signature } from "ethers";

import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import { type CheckoutResult, sendCheckout } from "./sendCheckout.ts";
import type { SignedCheckout } from "./signCheckout.ts";

export type SubmitCheckoutParameters = { signed: SignedCheckout };

/** The unsigned transaction of {@link submitCheckout}. */
export function prepareSubmitCheckout(
  clients: Clients,
  { signed }: SubmitCheckoutParameters,
): PreparedTransaction {
  const { basket, buyer, validAfter, validBefore, salt } = signed;
  const { v, r, s } = Signature.from(signed.signature);
  const { interface: checkout } = clients.contracts.checkout;
  const data = checkout.encodeFunctionData("buyWithAuthorization", [
    ...([buyer, basket, validAfter, validBefore, salt] as const),
    ...([v, r, s] as const),
  ]);
  return prepare(clients, "checkout", data);
}

/** Brings a basket that its buyer signed for; the signer pays the gas, the buyer the cost. */
export async function submitCheckout(
  clients: Clients,
  parameters: SubmitCheckoutParameters,
): Promise<CheckoutResult> {
  return await sendCheckout(clients, prepareSubmitCheckout(clients, parameters));
}
