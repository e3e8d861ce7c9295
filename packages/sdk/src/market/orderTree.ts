import { concat, keccak256, TypedDataEncoder } from "ethers";

import { InvalidOrdersError } from "../errors/marketErrors.ts";
import { type Consent, type Order, ORDER_TYPES, orderTreeTypes, toOrderStruct } from "./order.ts";

/** Most levels of a tree of orders: 1,024 orders under one signature. */
export const MAX_TREE_LEVELS = 10;

type OrderStruct = ReturnType<typeof toOrderStruct>;
type Branch = OrderStruct | readonly [Branch, Branch];

/** Many orders, as one struct to be signed. */
export type OrderTree = {
  types: ReturnType<typeof orderTreeTypes>;
  value: { orders: Branch };
  /** The way of each order to the root, in the order in which they were given. */
  places: Omit<Consent, "signature">[];
};

/**
 * Puts orders into a tree, so that one signature is good for each of them alone. What is missing to a power of two is
 * filled with the last order.
 *
 * @throws {InvalidOrdersError} When there are none or too many.
 */
export function buildOrderTree(orders: readonly Order[]): OrderTree {
  const last = orders.at(-1);
  const levels = Math.max(1, Math.ceil(Math.log2(orders.length)));
  if (last === undefined || levels > MAX_TREE_LEVELS) {
    throw new InvalidOrdersError(`Sign 1 to ${2 ** MAX_TREE_LEVELS} orders at once.`);
  }
  const filled = Array.from({ length: 2 ** levels }, (_, index) => orders[index] ?? last);
  const structs = filled.map(toOrderStruct);
  const hashes = structs.map((order) => TypedDataEncoder.hashStruct("Order", ORDER_TYPES, order));
  const rows = hashLevels(hashes);

  return {
    types: orderTreeTypes(levels),
    value: { orders: nest(structs) },
    places: orders.map((_, place) => ({
      index: BigInt(place),
      siblings: rows.map((row, level) => siblingIn(row, place >> level)),
    })),
  };
}

/** The nodes of each level below the root. */
function hashLevels(leaves: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (let row = [...leaves]; row.length > 1; row = pairs(row).map(hashPair)) rows.push(row);
  return rows;
}

function siblingIn(row: readonly string[], place: number): string {
  const sibling = row[place ^ 1];
  if (sibling === undefined) throw new Error("cannot happen: each row has an even number of nodes");
  return sibling;
}

function hashPair(pair: readonly [string, string]): string {
  return keccak256(concat(pair));
}

function nest(row: readonly Branch[]): Branch {
  const [only, ...others] = row;
  if (only !== undefined && others.length === 0) return only;
  return nest(pairs(row));
}

/** Splits a list of even length. */
function pairs<T>(row: readonly T[]): [T, T][] {
  return row.flatMap((left, place) => {
    const right = row[place + 1];
    return place % 2 === 0 && right !== undefined ? [[left, right] as [T, T]] : [];
  });
}
