import type { Order, OrderItem } from "@sahara/sdk";
import { ZeroAddress } from "ethers";

import type { Field } from "../../output/fields.ts";
import { formatCount, formatTime } from "../../output/format.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";

/** What an order is about: `asset 7`, `1,000 units of 7`. */
export function describeItems({ kind, items }: Pick<Order, "kind" | "items">): string {
  return items.map((item) => describeItem(item, kind === "BUY_ANY")).join(", ");
}

function describeItem({ assetId, units }: OrderItem, isAny: boolean): string {
  const asset = isAny ? "one of many" : `asset ${assetId}`;
  return units === 0n ? asset : `${formatCount(units)} units of ${asset}`;
}

/** An order for people. */
export async function describeOrder(
  tokens: TokenBook,
  order: Order,
  orderHash: string,
): Promise<Field[]> {
  const { maker, kind, token, price, taker, deadline } = order;
  return [
    ["Order", orderHash],
    ["Kind", kind],
    ["Items", describeItems(order)],
    ["Price", await tokens.format(price, token)],
    ["Maker", maker],
    ["Taker", taker === ZeroAddress ? undefined : taker],
    ["Until", formatTime(deadline)],
  ];
}
