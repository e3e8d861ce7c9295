import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import { PriceLimitError } from "../errors/marketErrors.ts";
import { signPermit } from "../revenue/signPermit.ts";
import { expectedStateOr } from "./expectedStateOr.ts";
import { type SignedOrder, toOrderStruct } from "./order.ts";
import { type FillResult, sendFill } from "./sendFill.ts";
import { prepareFillAuthorized, signPurchase } from "./signPurchase.ts";

export type FillOrderParameters = {
  /** An order that sells. */
  signed: SignedOrder;
  /**
   * Where the money comes from: an approval of the marketplace, given before if need be; or a signature of now, by
   * ERC-2612 or ERC-3009, if the token takes one. Defaults to `"approval"`.
   */
  payBy?: "approval" | "permit" | "authorization" | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
  /** Most base units to pay. Defaults to the order's price. */
  maxPrice?: bigint | undefined;
  /**
   * `stateOf` the items as they were looked at: what the seller changes until the sale makes it fail. Defaults to that
   * of now; `"any"` takes them as they will be.
   */
  expectedState?: string | undefined;
};

/** The unsigned transaction of {@link fillOrder}, and the approval that it may need before. */
export async function prepareFillOrder(
  clients: Clients,
  parameters: FillOrderParameters,
): Promise<PreparedTransaction> {
  const { signed, payBy = "approval", approve, maxPrice = signed.order.price } = parameters;
  const { token, price } = signed.order;
  if (price > maxPrice) throw new PriceLimitError(price, maxPrice);
  const expectedState = await expectedStateOr(parameters.expectedState, () =>
    clients.contracts.marketplace.stateOf(signed.order.items),
  );
  if (payBy === "authorization") {
    const purchase = await signPurchase(clients, { signed, expectedState });
    return prepareFillAuthorized(clients, { purchase });
  }

  const { interface: marketplace } = clients.contracts.marketplace;
  const { order, consent, upstream } = signed;
  const arguments_ = [toOrderStruct(order), consent, expectedState, upstream] as const;
  const spender = clients.addresses.marketplace;
  if (payBy === "permit") {
    const permit = await signPermit(clients, { token, spender, value: price });
    const data = marketplace.encodeFunctionData("buyWithPermit", [...arguments_, permit]);
    return prepare(clients, "marketplace", data);
  }
  const before = await prepareSpending(clients, { token, spender, amount: price, approve });
  return prepare(clients, "marketplace", marketplace.encodeFunctionData("buy", [...arguments_]), {
    before,
  });
}

/**
 * Buys what an order sells.
 *
 * @throws {PriceLimitError} When it costs more than `maxPrice`.
 * @throws {ContractRevertError} Such as `Marketplace_StateChanged`, when the seller changed what is sold.
 *
 * @example
 * await sahara.fillOrder({ signed, payBy: "permit" });
 */
export async function fillOrder(
  clients: Clients,
  parameters: FillOrderParameters,
): Promise<FillResult> {
  return await sendFill(clients, await prepareFillOrder(clients, parameters));
}
