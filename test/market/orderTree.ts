import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ORDER_TYPES } from "@sahara/sdk";
import { TypedDataEncoder, type TypedDataDomain } from "ethers";

import { ethers } from "../helpers/chain.ts";
import type { Consent, Order } from "./deployMarketplace.ts";

type Tree = Order | [Tree, Tree];

/** Signs a power of two of orders at once, as a wallet shows them, and proves each. */
export async function createOrderTree(
  domain: TypedDataDomain,
  signer: HardhatEthersSigner,
  orders: readonly Order[],
) {
  const height = Math.log2(orders.length);
  const levels: string[][] = [
    orders.map((order) => TypedDataEncoder.from(ORDER_TYPES).hashStruct("Order", order)),
  ];
  for (let i = 0; i < height; ++i) levels.push(pairs(levels[i]!).map((pair) => hash(pair)));

  let nodes: Tree[] = [...orders];
  for (let i = 0; i < height; ++i) nodes = pairs(nodes);
  const types = {
    ...ORDER_TYPES,
    OrderTree: [{ name: "orders", type: `Order${"[2]".repeat(height)}` }],
  };
  const signature = await signer.signTypedData(domain, types, { orders: nodes[0] });

  /** The consent to the order at `index`. */
  const consentOf = (index: number): Consent => ({
    signature,
    index: BigInt(index),
    siblings: Array.from({ length: height }, (_, i) => levels[i]![(index >> i) ^ 1]!),
  });
  return { consentOf };
}

const hash = (pair: [string, string]) => ethers.keccak256(ethers.concat(pair));

const pairs = <T>(values: readonly T[]): [T, T][] =>
  Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i]!, values[2 * i + 1]!]);
