import {
  createHandler,
  createHttpServer,
  createLoop,
  type FailureLog,
  type HttpServer,
  routed,
} from "@sahara/http";
import { SaharaError } from "@sahara/sdk";

import { createFollower } from "./chain/createFollower.ts";
import type { MarketChain } from "./chain/MarketChain.ts";
import { createRateLimit } from "./http/createRateLimit.ts";
import { badRequest, createRoutes } from "./http/createRoutes.ts";
import { type BookLimits, createBook } from "./orders/createBook.ts";
import type { BookStore } from "./store/BookStore.ts";

export type OrderBookOptions = {
  readonly chain: MarketChain;
  /** Closed by whoever opened it. */
  readonly store: BookStore;
  /** Defaults to 127.0.0.1. */
  readonly host?: string | undefined;
  /** Defaults to one that is free. */
  readonly port?: number | undefined;
  readonly limits?: Partial<OrderBookLimits> | undefined;
  /** Milliseconds between looks at the chain. Defaults to 2,000. */
  readonly pollMs?: number | undefined;
  /** Told of what failed through no fault of a client. */
  readonly onFailure?: FailureLog | undefined;
};

export type OrderBookLimits = BookLimits & {
  /** What a client may spend at once and in a second; a read costs 1, what asks the chain 10. */
  readonly burst: number;
  readonly perSecond: number;
  /** Proxies before the book that write down addresses. */
  readonly trustedProxies: number;
  readonly reorgBlocks: number;
  readonly sweepSize: number;
  readonly keepSeconds: number;
};

export const ORDER_BOOK_LIMITS: OrderBookLimits = {
  ordersPerMaker: 500,
  listingsPerPublisher: 50,
  burst: 300,
  perSecond: 20,
  trustedProxies: 0,
  reorgBlocks: 12,
  sweepSize: 50,
  keepSeconds: 30 * 24 * 3_600,
};

export type OrderBook = HttpServer & {
  /** Catches up with the chain now. */
  readonly follow: () => Promise<void>;
};

const POLL_MS = 2_000;
/** Where a failure to follow the chain happened, for the log. */
const FOLLOWING = "(following the chain)";

/**
 * Starts an order book: catches up with the chain, then listens.
 *
 * @example
 * const book = await startOrderBook({ chain: createMarketChain(sahara), store });
 * await book.stop();
 */
export async function startOrderBook({
  chain,
  store,
  host,
  port,
  limits: given,
  pollMs = POLL_MS,
  onFailure,
}: OrderBookOptions): Promise<OrderBook> {
  const limits = { ...ORDER_BOOK_LIMITS, ...given };
  const clock = () => performance.now();
  const now = () => Math.floor(Date.now() / 1_000);
  const follower = createFollower({ chain, store, ...limits });
  const book = createBook({ chain, store, follower, limits, now });
  const { spend } = createRateLimit({ ...limits, clock });
  await follower.follow();
  let followedAt = clock();

  let url = "";
  const routes = createRoutes({
    ...{ book, store, chain, follower, spend },
    followedAgoMs: () => clock() - followedAt,
    url: () => url,
  });
  const handle = createHandler({
    onFailure,
    translate: (error) => (error instanceof SaharaError ? badRequest(error) : undefined),
    handle: routed(routes),
  });
  const server = await createHttpServer({ host, port, handle });
  ({ url } = server);

  async function follow(): Promise<void> {
    await follower.follow();
    followedAt = clock();
  }
  const loop = createLoop({
    ...{ run: follow, everyMs: pollMs },
    onError: (error) => onFailure?.({ path: FOLLOWING, error }),
  });
  loop.start();

  return {
    url,
    follow,
    stop: async () => {
      await server.stop();
      await loop.stop();
    },
  };
}
