import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import { signPermit } from "../revenue/signPermit.ts";
import { type BasketParameters, toBasket } from "./basket.ts";
import { type CheckoutResult, sendCheckout } from "./sendCheckout.ts";
import { signCheckout } from "./signCheckout.ts";
import { prepareSubmitCheckout } from "./submitCheckout.ts";

export type CheckoutParameters = BasketParameters & {
  /**
   * Where the money comes from: an approval, given before if need be; or a signature of now, by ERC-2612 or ERC-3009,
   * if the token takes one. Defaults to `"approval"`.
   */
  payBy?: "approval" | "permit" | "authorization" | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link checkout}, and the approval that it may need before. */
export async function prepareCheckout(
  clients: Clients,
  { payBy = "approval", approve, ...parameters }: CheckoutParameters,
): Promise<PreparedTransaction> {
  if (payBy === "authorization") {
    return prepareSubmitCheckout(clients, { signed: await signCheckout(clients, parameters) });
  }
  const { checkout } = clients.contracts;
  const basket = await toBasket(clients, parameters);
  const amount = await checkout.costOf(basket);
  const { token } = basket;
  const spender = clients.addresses.checkout;
  if (payBy === "permit") {
    const permit = { token, spender, value: amount };
    const { deadline, v, r, s } = await signPermit(clients, permit);
    const args = [basket, deadline, v, r, s] as const;
    const data = checkout.interface.encodeFunctionData("buyWithPermit", [...args]);
    return prepare(clients, "checkout", data);
  }
  const before = await prepareSpending(clients, { token, spender, amount, approve });
  const data = checkout.interface.encodeFunctionData("buy", [basket]);
  return prepare(clients, "checkout", data, { before });
}

/**
 * Buys several licences and deposits for calls, with one payment: all of it or nothing.
 *
 * @throws {InvalidBasketError} When nothing is to be bought, or a licence costs another token.
 * @throws {InsufficientFundsError} When the signer has less than everything costs.
 *
 * @example
 * await sahara.checkout({ lines: [{ assetId, termsId }], deposit: { operator, amount } });
 */
export async function checkout(
  clients: Clients,
  parameters: CheckoutParameters,
): Promise<CheckoutResult> {
  return await sendCheckout(clients, await prepareCheckout(clients, parameters));
}
