import { createMutex } from "@sahara/sdk";

import type { BookedOrder } from "../orders/BookedOrder.ts";
import type { BookStore } from "../store/BookStore.ts";
import type { Head, MarketChain } from "./MarketChain.ts";

export type FollowerDeps = {
  readonly chain: MarketChain;
  readonly store: BookStore;
  /** Blocks that are read again each time, since a reorganisation may have replaced them. */
  readonly reorgBlocks: number;
  /** Orders that are looked at in each turn whatever happened: what no event tells of is found so. */
  readonly sweepSize: number;
  /** How long orders are kept after they are closed and over. */
  readonly keepSeconds: number;
};

export type Follower = ReturnType<typeof createFollower>;

/** Orders that the chain is asked about at once. */
const CONCURRENCY = 8;

/**
 * Keeps the states of orders as the chain has them. Events only say which orders to look at; what is written down is
 * what the chain says of each order then, so reading the same blocks twice does no harm.
 */
export function createFollower({
  chain,
  store,
  reorgBlocks,
  sweepSize,
  keepSeconds,
}: FollowerDeps) {
  const exclusive = createMutex();
  let followed: Head | undefined;

  async function check(order: BookedOrder, block: number): Promise<void> {
    const { orderHash, signed } = order;
    const unfilledBefore = Math.max(0, order.block + 1 - reorgBlocks);
    const verdict = await chain.judge(signed, { block, unfilledBefore });
    // What was known as filled may have been so long before.
    const doubtful = order.state === "FILLED" && verdict.state === "CANCELLED";
    const sure = { block, unfilledBefore: undefined };
    await store.mark(orderHash, doubtful ? await chain.judge(signed, sure) : verdict);
  }

  async function checkAll(orders: readonly BookedOrder[], block: number): Promise<void> {
    const queue = orders.values();
    const work = async () => {
      for (const order of queue) await check(order, block);
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  }

  async function turn(): Promise<void> {
    const head = await chain.head();
    if (head.hash === followed?.hash) return;
    // A book that is new has nothing from before.
    const last = Math.min((await store.followedBlock()) ?? head.number, head.number);
    const from = Math.max(0, last + 1 - reorgBlocks);
    const touched = await chain.changes(from, head.number);
    await checkAll(await store.touched(touched, from), head.number);
    for (const { root, listing } of await store.listingsOf(touched.assetIds)) {
      await store.setCurrent(root, await chain.ownsAll(listing));
    }
    await checkAll(await store.stalest(sweepSize), head.number);
    await store.expire(head.time);
    await store.forget(head.time - keepSeconds);
    await store.setFollowedBlock(head.number);
    followed = head;
  }

  return {
    /** Catches up with the chain. */
    follow: () => exclusive("", turn),
    /** Looks at one order now. */
    check: async (order: BookedOrder) => {
      await check(order, (await chain.head()).number);
    },
    /** The newest block that the states are as of; undefined before the first turn. */
    head: (): Head | undefined => followed,
  };
}
