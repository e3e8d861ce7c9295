import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  createMarketChain,
  createBookStore,
  openSqlite,
  type OrderBook,
  type OrderBookLimits,
  startOrderBook,
} from "@sahara/orderbook";
import { createOrderBookClient, type Sahara } from "@sahara/sdk";

import { createCloser } from "../helpers/createCloser.ts";
import { loadSdk, registerRoot } from "../sdk/connectSahara.ts";

export type BookWorld = Awaited<ReturnType<typeof createBookWorld>>;

export const PRICE = 10_000n;
/** The chain is followed when a test says so. */
const NEVER_MS = 2 ** 31 - 1;

/** A deployment, an order book over it in a file of its own, and who trades. */
export async function createBookWorld(limits: Partial<OrderBookLimits> = {}) {
  const closer = createCloser();
  const fixture = await loadSdk();
  const { sdk, addresses, contracts } = fixture;
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-orderbook-"));
  closer.keep({ stop: () => rm(folder, { recursive: true, force: true }) });
  const chain = createMarketChain(sdk.stranger);
  const failures: unknown[] = [];

  /** Opens the book's file and serves it. */
  async function open(): Promise<OrderBook> {
    const store = await createBookStore(await openSqlite(path.join(folder, "book.sqlite")));
    closer.keep({ stop: store.close });
    const onFailure = ({ error }: { error: unknown }) => failures.push(error);
    // A test asks more than a client may.
    const generous = { burst: 1_000_000, ...limits };
    const options = { chain, store, limits: generous, pollMs: NEVER_MS, onFailure };
    return closer.keep(await startOrderBook(options));
  }

  const book = await open();
  const clientOf = ({ url }: OrderBook) =>
    createOrderBookClient({ url, domain: chain.orderDomain });
  const assetId = await registerRoot(sdk.owner);
  await sdk.owner.approveItems({ items: [{ assetId, units: 0n }], approve: "max" });

  const sell = (price = PRICE, id = assetId) => ({
    ...{
      kind: "SELL" as const,
      token: addresses.token,
      price,
      items: [{ assetId: id, units: 0n }],
    },
  });
  const signSale = (price?: bigint, seller: Sahara = sdk.owner) => seller.signOrder(sell(price));
  return {
    ...{ sdk, addresses, contracts, chain, book, client: clientOf(book), clientOf, open },
    ...{ assetId, sell, signSale, failures, stop: closer.close },
  };
}
