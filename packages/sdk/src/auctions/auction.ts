import type { Address } from "../values/address.ts";

/** Where an auction stands; the position is the number on chain. A Dutch one is on chain only while it is open. */
export const AUCTION_STATES = ["NONE", "OPEN", "SETTLED", "CANCELLED", "ANNULLED"] as const;

export type AuctionState = (typeof AUCTION_STATES)[number];

/** What is auctioned. */
export type AuctionLot = {
  assetId: bigint;
  /** Units of the asset; 0n is the asset itself, with the units bound to its owner. */
  units: bigint;
};

type CommonAuction = AuctionLot & {
  auctionId: bigint;
  state: AuctionState;
  seller: Address;
  token: Address;
  /** Unix time. */
  endsAt: bigint;
  /** Shares of protocol and asset in the price, in basis points, as they were when the auction began. */
  feeBps: bigint;
  royaltyBps: bigint;
};

/** An auction that ends with the highest bid. Amounts are base units of its token. */
export type EnglishAuction = CommonAuction & {
  type: "ENGLISH";
  reserve: bigint;
  /** How far a bid must be above the one before, in basis points. */
  stepBps: bigint;
  /** Seconds before the end in which a bid moves it. */
  extension: bigint;
  /** Who leads, or won; undefined: nobody bid. */
  bidder: Address | undefined;
  /** 0n: nobody bid. */
  bid: bigint;
};

/** An auction at a falling price, from which anyone buys at once. Amounts are base units of its token. */
export type DutchAuction = CommonAuction & {
  type: "DUTCH";
  unitsLeft: bigint;
  /** Unix time. */
  startsAt: bigint;
  /** Price of all of it at the start, and at the end. */
  startPrice: bigint;
  endPrice: bigint;
};

export type Auction = EnglishAuction | DutchAuction;
