import type { OrderKind } from "@sahara/sdk";

import type { ListedDocument, ListingAnchor } from "../listings/ListedDocument.ts";
import type { BookedOrder, BookedState, Verdict } from "../orders/BookedOrder.ts";

export const SORTS = ["newest", "cheapest", "dearest"] as const;
export type Sort = (typeof SORTS)[number];

/** Which orders are asked for. */
export type OrderFilter = {
  /** Orders for one of many that take it come too. */
  readonly assetId?: bigint | undefined;
  readonly maker?: string | undefined;
  readonly kind?: OrderKind | undefined;
  readonly token?: string | undefined;
  readonly state: BookedState;
};

export type ListingFilter = {
  readonly assetId?: bigint | undefined;
  readonly publisher?: string | undefined;
};

/** Where a page ends: whatever comes into the book later moves nothing across it. */
export type PagePlace = { readonly key: string; readonly serial: number };

/** Some of what was asked for; `next` is missing on the last page. */
export type Page<T> = { readonly items: readonly T[]; readonly next: PagePlace | undefined };

export type PageQuery<Filter> = {
  readonly filter: Filter;
  readonly after: PagePlace | undefined;
  readonly limit: number;
};

/** What happened on chain that orders may depend on. */
export type Touched = {
  /** In checksum form, as everywhere in the store. */
  readonly makers: readonly string[];
  readonly assetIds: readonly bigint[];
  /** Whether the rates of sales changed, by which sellers are guarded. */
  readonly rates: boolean;
};

/** Where a book keeps what it was given. A promise that has resolved is on the disk. */
export type BookStore = {
  /** Adds an order unless it is there. */
  readonly addOrder: (order: BookedOrder) => Promise<void>;
  readonly order: (orderHash: string) => Promise<BookedOrder | undefined>;
  /** A page of orders that can still be filled at `time`, if open ones are asked for. */
  readonly orders: (
    query: PageQuery<OrderFilter> & { readonly sort: Sort; readonly time: number },
  ) => Promise<Page<BookedOrder>>;
  /** How many orders of the maker could be filled some time. */
  readonly countLive: (maker: string) => Promise<number>;
  readonly countOpen: () => Promise<number>;

  /** Orders that a change on chain may have changed; closed ones only if they were closed after a block. */
  readonly touched: (touched: Touched, closedAfter: number) => Promise<BookedOrder[]>;
  /** The live orders that were looked at longest ago. */
  readonly stalest: (limit: number) => Promise<BookedOrder[]>;
  /** Writes down what the chain said, unless the maker withdrew the order or a later block is known. */
  readonly mark: (orderHash: string, verdict: Verdict) => Promise<void>;
  readonly withdraw: (orderHash: string) => Promise<void>;
  readonly expire: (time: number) => Promise<void>;
  /** Forgets what has been closed, and was over, before a time. */
  readonly forget: (time: number) => Promise<void>;

  readonly addListing: (listing: ListedDocument) => Promise<void>;
  readonly addAnchors: (root: string, anchors: readonly ListingAnchor[]) => Promise<void>;
  readonly listing: (root: string) => Promise<ListedDocument | undefined>;
  readonly listings: (query: PageQuery<ListingFilter>) => Promise<Page<ListedDocument>>;
  readonly countListings: (publisher: string) => Promise<number>;
  /** Listings that are shown and have one of the assets. */
  readonly listingsOf: (assetIds: readonly bigint[]) => Promise<ListedDocument[]>;
  readonly setCurrent: (root: string, current: boolean) => Promise<void>;

  /** The last block that was followed. */
  readonly followedBlock: () => Promise<number | undefined>;
  readonly setFollowedBlock: (block: number) => Promise<void>;
  readonly close: () => Promise<void>;
};
