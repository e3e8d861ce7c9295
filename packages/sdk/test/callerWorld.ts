import { getBytes, Wallet } from "ethers";

import type { CallerChain } from "../src/usage/caller/CallerChain.ts";
import { createMemoryCallStore } from "../src/usage/caller/CallStore.ts";
import { type CallerOptions, createCallerOn } from "../src/usage/caller/createCallerOn.ts";
import { createDigests, type Digests, meterDomain } from "../src/usage/digests.ts";
import { toHex } from "../src/usage/hex.ts";
import { ethersSignatures as signatures } from "../src/usage/signatures.ts";
import type { UsageOffer, UsageVoucher } from "../src/usage/structs.ts";
import { type OperatorNode, startOperatorNode, TOKEN } from "./operatorNode.ts";

const METER = `0x${"11".repeat(20)}`;

/** A chain that holds offers and accounts, as far as a caller asks. */
export function createChain(nodes: readonly OperatorNode[]) {
  const balances = new Map<string, bigint>();
  const redeemed = new Map<string, bigint>();
  const deposits: bigint[] = [];
  const state = { epoch: 0, lag: false };
  const digests = createTestDigests();
  const chain: CallerChain = {
    findOffers: async () => nodes.map(({ choice }) => choice),
    findOffer: async (offerId) => nodes.find((node) => node.offerId === offerId)?.choice,
    account: async (id) => ({ balance: balances.get(id) ?? 0n, thawing: 0n, epoch: state.epoch }),
    redeemed: async ({ lane }) => redeemed.get(String(lane)) ?? 0n,
    deposit: async (terms, amount) => {
      const id = digests.id("AccountTerms", terms);
      balances.set(id, (balances.get(id) ?? 0n) + amount);
      deposits.push(amount);
    },
    isOperatorKey: async (operator, key) => operator === key,
    now: async () => 1_700_000_000,
  };
  return { chain, balances, redeemed, deposits, state };
}

export function createTestDigests(): Digests {
  return createDigests(meterDomain(31337n, METER), signatures);
}

/** Operators on real ports, a chain that knows them, and callers of one payer. */
export async function createWorld(operators = 1, terms: Partial<UsageOffer> = {}) {
  const digests = createTestDigests();
  const nodes: OperatorNode[] = [];
  for (let i = 0; i < operators; i++) nodes.push(await startOperatorNode(digests, terms));
  const ledger = createChain(nodes);
  const payer = Wallet.createRandom();
  const store = createMemoryCallStore();
  const signVoucher = async (voucher: UsageVoucher) =>
    toHex(signatures.sign(digests.digest("UsageVoucher", voucher), getBytes(payer.privateKey)));
  const createCaller = (options: Partial<CallerOptions> = {}) =>
    createCallerOn(
      { chain: ledger.chain, digests, payer: payer.address.toLowerCase(), signVoucher },
      { budget: { token: TOKEN, limit: 10_000n, topUp: 1_000n }, store, resends: 0, ...options },
    );
  const [node] = nodes;
  if (node === undefined) throw new Error("A world has an operator at least.");
  const stop = () => Promise.all(nodes.map((each) => each.stop()));
  return { nodes, node, store, createCaller, stop, ...ledger };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
