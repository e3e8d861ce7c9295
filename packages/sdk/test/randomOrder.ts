import { getAddress, hexlify, randomBytes, toBigInt } from "ethers";

import type { Order, OrderKind, SignedOrder } from "../src/market/order.ts";

const random = (bytes: number) => toBigInt(randomBytes(bytes));
const address = () => getAddress(hexlify(randomBytes(20)));
const hash = () => hexlify(randomBytes(32));

/** An order of random members. */
export function randomOrder(kind: OrderKind = "SELL"): Order {
  const item = () => ({ assetId: kind === "BUY_ANY" ? 0n : random(5), units: random(4) });
  return {
    ...{ maker: address(), kind, token: address(), price: random(16), taker: address() },
    items: kind === "BUY_ANY" ? [item()] : [item(), item()],
    ...{ deadline: random(5), nonce: random(32), counter: random(2), guard: hash() },
  };
}

/** A signed order that nobody signed. */
export function randomSignedOrder(kind: OrderKind = "SELL", levels = 2): SignedOrder {
  return {
    order: randomOrder(kind),
    consent: {
      signature: hexlify(randomBytes(65)),
      index: BigInt(2 ** levels - 1),
      siblings: Array.from({ length: levels }, hash),
    },
    upstream: { path: kind === "SELL" ? [random(5)] : [], maxUnsettled: random(32) },
    assetIds: kind === "BUY_ANY" ? [1n, random(5)] : [],
  };
}
