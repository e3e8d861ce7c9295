import { concat, id, keccak256, TypedDataEncoder } from "ethers";

import type { Address } from "../values/address.ts";
import { indexOfName } from "../values/names.ts";

/** What an order wants; the position is the number on chain. */
export const ORDER_KINDS = ["SELL", "BUY", "BUY_ANY"] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** An asset with the units bound to its owner, or that many units of it. */
export type OrderItem = {
  /** 0 in an order for one of many assets. */
  assetId: bigint;
  /** 0 is the asset itself. */
  units: bigint;
};

/** What a maker agrees to: all of it or nothing. */
export type Order = {
  maker: Address;
  kind: OrderKind;
  items: OrderItem[];
  token: Address;
  /** Base units of `token` for everything; what the buyer pays, shares of others included. */
  price: bigint;
  /** Who alone may fill it; the zero address is anyone. */
  taker: Address;
  /** Unix time of the last second in which it can be filled. */
  deadline: bigint;
  /** A number that the maker uses once; from {@link FIRST_PLACE} on, the place of an order that is listed on chain. */
  nonce: bigint;
  /** The maker's counter, which cancelling everything raises. */
  counter: bigint;
  /** What the maker is protected by; zero is nothing. */
  guard: string;
};

/** How the maker agreed: by signature over the order, or over a tree of orders that it is in. */
export type Consent = {
  signature: string;
  /** Place in the tree. */
  index: bigint;
  /** From the order upwards; empty when the order itself was signed. */
  siblings: string[];
};

/** Descendants whose income must have reached what is sold. */
export type Upstream = {
  /** Assets with parents, deepest first. */
  path: bigint[];
  /** Most revenue that may wait in all of them together, in any one currency, in base units. */
  maxUnsettled: bigint;
};

/** An order with all that is needed to fill it. */
export type SignedOrder = {
  order: Order;
  consent: Consent;
  /** What a seller's guard was made of, beside the items. */
  upstream: Upstream;
  /** The assets that an order for one of many takes; empty: all. Of other orders always empty. */
  assetIds: bigint[];
};

/** The EIP-712 domain of orders. */
export type OrderDomain = {
  name: string;
  version: string;
  chainId: bigint;
  verifyingContract: Address;
};

/** The signed struct (EIP-712). */
export const ORDER_TYPES = {
  Order: [
    { name: "maker", type: "address" },
    { name: "kind", type: "uint8" },
    { name: "items", type: "Item[]" },
    { name: "token", type: "address" },
    { name: "price", type: "uint128" },
    { name: "taker", type: "address" },
    { name: "deadline", type: "uint40" },
    { name: "nonce", type: "uint256" },
    { name: "counter", type: "uint256" },
    { name: "guard", type: "bytes32" },
  ],
  Item: [
    { name: "assetId", type: "uint256" },
    { name: "units", type: "uint256" },
  ],
};

/** The least nonce of an order that is listed on chain and not signed: the first place on its maker's list. */
export const FIRST_PLACE = 1n << 255n;

/** Whether an order is one for the chain's list: under its nonce no signature counts. */
export const isForList = ({ nonce }: Pick<Order, "nonce">): boolean => nonce >= FIRST_PLACE;

/** Needs nothing settled, and nothing known beside the items. */
export const NO_UPSTREAM: Upstream = { path: [], maxUnsettled: 0n };

/** What stands for a signature where an order is listed on chain. */
export const NO_CONSENT: Consent = { signature: "0x", index: 0n, siblings: [] };

/** The domain of orders at a marketplace. */
export function orderDomain(chainId: bigint, marketplace: Address): OrderDomain {
  return { name: "Sahara Marketplace", version: "1", chainId, verifyingContract: marketplace };
}

/** The order as the contract takes it. */
export function toOrderStruct(order: Order) {
  return { ...order, kind: indexOfName(ORDER_KINDS, order.kind, "kind of order") };
}

/** The order's digest, by which the chain and order books know it. Needs no chain. */
export function orderHash(domain: OrderDomain, order: Order): string {
  return TypedDataEncoder.hash(domain, ORDER_TYPES, toOrderStruct(order));
}

/** The types of a tree of orders with so many levels. */
export function orderTreeTypes(levels: number) {
  return {
    OrderTree: [{ name: "orders", type: `Order${"[2]".repeat(levels)}` }],
    ...ORDER_TYPES,
  };
}

/** What the maker signed: the digest of the order, or of the tree that the consent leads to. */
export function consentDigest(
  domain: OrderDomain,
  order: Order,
  { index, siblings }: Pick<Consent, "index" | "siblings">,
): string {
  if (siblings.length === 0) return orderHash(domain, order);
  const leaf = TypedDataEncoder.hashStruct("Order", ORDER_TYPES, toOrderStruct(order));
  const root = siblings.reduce((node, sibling, level) => {
    const isRight = ((index >> BigInt(level)) & 1n) === 1n;
    return keccak256(isRight ? concat([sibling, node]) : concat([node, sibling]));
  }, leaf);
  return hashTree(domain, siblings.length, root);
}

/** An array of two is hashed as the inner node of a Merkle tree, so the root stands for all the orders. */
function hashTree(domain: OrderDomain, levels: number, root: string): string {
  const encoder = TypedDataEncoder.from(orderTreeTypes(levels));
  const typeHash = id(encoder.encodeType("OrderTree"));
  const structHash = keccak256(concat([typeHash, root]));
  return keccak256(concat(["0x1901", TypedDataEncoder.hashDomain(domain), structHash]));
}
