import type { ApprovalMode } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import { InvalidOrdersError } from "../errors/marketErrors.ts";
import { prepareSoldItems } from "./approveItems.ts";
import { assetSetProof } from "./assetSet.ts";
import { type OrderItem, type SignedOrder, toOrderStruct } from "./order.ts";
import { quoteSale } from "./quoteSale.ts";
import { type FillResult, sendFill } from "./sendFill.ts";

export type AcceptOfferParameters = {
  /** An order that buys. */
  signed: SignedOrder;
  /** The asset to sell, where the order takes one of many. */
  assetId?: bigint | undefined;
  /** Least base units to get, after fee and royalty. Defaults to what they leave now. */
  minProceeds?: bigint | undefined;
  /** What to approve where an approval is missing: these items, or all. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link acceptOffer}, and the approvals that it may need before. */
export async function prepareAcceptOffer(
  clients: Clients,
  { signed, assetId, minProceeds, approve }: AcceptOfferParameters,
): Promise<PreparedTransaction> {
  const { order, consent, assetIds } = signed;
  const items = soldItems(signed, assetId);
  const { price } = order;
  const least = minProceeds ?? (await quoteSale(clients, { items, price })).proceeds;
  const before = await prepareSoldItems(clients, items, approve);

  const { interface: marketplace } = clients.contracts.marketplace;
  const struct = toOrderStruct(order);
  const data =
    assetId === undefined
      ? marketplace.encodeFunctionData("acceptOffer", [struct, consent, least])
      : marketplace.encodeFunctionData("acceptCollectionOffer", [
          ...([struct, consent, assetId, assetSetProof(assetIds, assetId), least] as const),
        ]);
  return prepare(clients, "marketplace", data, { before });
}

/**
 * Sells to an order that buys: its items, or the asset named where it takes one of many.
 *
 * @throws {InvalidOrdersError} When an asset has to be named, or the order does not take it.
 */
export async function acceptOffer(
  clients: Clients,
  parameters: AcceptOfferParameters,
): Promise<FillResult> {
  return await sendFill(clients, await prepareAcceptOffer(clients, parameters));
}

function soldItems({ order }: SignedOrder, assetId: bigint | undefined): OrderItem[] {
  if (order.kind !== "BUY_ANY") {
    if (assetId === undefined) return order.items;
    throw new InvalidOrdersError("The order says what it buys. Leave assetId out.");
  }
  if (assetId === undefined) {
    throw new InvalidOrdersError("The order buys one of many assets. Name yours by assetId.");
  }
  return order.items.map(({ units }) => ({ assetId, units }));
}
