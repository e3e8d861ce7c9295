import type { Order, OrderDomain, SignedOrder } from "@sahara/sdk";
import type { SignatureVerdict } from "@sahara/storage";

import type { ListingAnchor } from "../listings/ListedDocument.ts";
import type { Listing } from "../listings/listing.ts";
import type { Verdict } from "../orders/BookedOrder.ts";
import type { Touched } from "../store/BookStore.ts";

/** The newest block. */
export type Head = { readonly number: number; readonly hash: string; readonly time: number };

export type JudgedAs = {
  /** A block that was the newest already: what happens meanwhile is in a later one, which will be followed. */
  readonly block: number;
  /** Block before which nobody had filled the order. If it is closed, its fill is searched from there. */
  readonly unfilledBefore: number | undefined;
};

/** What is wrong with a listing, for people. */
export type ListingFault = string;

/** What an order book asks the chain. Everything throws when the chain can't be asked; then nothing is believed. */
export type MarketChain = {
  /** Of orders, and of what is signed for the book alone. */
  readonly orderDomain: OrderDomain;
  readonly bookDomain: OrderDomain;
  readonly head: () => Promise<Head>;
  /** Where an order stands now, leaving its signature aside. */
  readonly judge: (signed: SignedOrder, asOf: JudgedAs) => Promise<Verdict>;
  /** Whether an account signed a digest, by its key or by ERC-1271. */
  readonly isSigned: (
    account: string,
    digest: string,
    signature: string,
  ) => Promise<SignatureVerdict>;
  /** Whether an order is listed on chain, which stands for a signature. */
  readonly isListed: (order: Order) => Promise<boolean>;
  /** What happened in some blocks that orders may depend on. */
  readonly changes: (fromBlock: number, toBlock: number) => Promise<Touched>;
  /** Whether everything in a listing is as it says; undefined if so. */
  readonly findListingFault: (listing: Listing) => Promise<ListingFault | undefined>;
  readonly ownsAll: (listing: Listing) => Promise<boolean>;
  /** The latest version of an asset, if its metadata has this root. */
  readonly anchorOf: (assetId: bigint, metadataRoot: string) => Promise<ListingAnchor | undefined>;
};
