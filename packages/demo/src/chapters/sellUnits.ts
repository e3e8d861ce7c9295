import { formatAmount } from "@sahara/sdk";

import type { Cast } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { UnitSaleCard } from "../story.ts";
import type { BuiltAssets } from "./buildAssets.ts";

/** The filter's owner signs an order for a share of its revenue, without gas; a customer fills it, by permit. */
export async function sellUnits(
  cast: Cast,
  built: BuiltAssets,
  book: LedgerBook,
  progress: Progress,
): Promise<UnitSaleCard> {
  const { builder: seller } = cast;
  const [, buyer] = cast.customers;
  const model = built.models.find(({ id }) => id === "filter");
  if (model === undefined || buyer === undefined) throw new Error("Nothing to sell, or nobody.");
  progress.step(`${seller.name} sells a share of the spam filter's revenue by a signed order`);
  const { asset: assetId, name } = model;
  const { units, price } = PLAN.unitSale;
  const { addresses, contracts } = seller.sahara.clients;
  const items = [{ assetId, units }];

  await seller.sahara.releaseUnits({ assetId, to: seller.account, units });
  await seller.sahara.approveItems({ items });
  const { token } = addresses;
  const signed = await seller.sahara.signOrder({ kind: "SELL", items, token, price });
  const before = await contracts.token.balanceOf(seller.account);
  const filled = await buyer.sahara.fillOrder({ signed, payBy: "permit" });
  const received = (await contracts.token.balanceOf(seller.account)) - before;
  const held = await buyer.sahara.unitsOf({ assetId, holder: buyer.account });
  book.gas.push({ step: "Fill an order for units, paid by permit", gas: filled.gasUsed });
  progress.fact(`${buyer.name} has ${held} units for ${formatAmount(filled.price, 18)} SAHARA`);
  return {
    ...{ asset: assetId, name, seller: seller.name, buyer: buyer.name, units: held },
    ...{ price: filled.price, fee: filled.fee, received, orderHash: filled.orderHash },
  };
}

/** Whether what the buyer paid is the seller's and the protocol's; units bear no royalty. */
export const isWholePrice = ({ price, fee, received }: UnitSaleCard): boolean =>
  price === fee + received;
