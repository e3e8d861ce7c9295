import type { Clients } from "../clients.ts";
import { nameAt } from "../values/names.ts";
import { type Auction, AUCTION_STATES, type DutchAuction, type EnglishAuction } from "./auction.ts";

export type GetAuctionParameters = { auctionId: bigint };

/**
 * Reads an auction; undefined if there is none. A Dutch one leaves the chain when it is sold out or cancelled; its
 * events stay.
 */
export async function getAuction(
  clients: Pick<Clients, "contracts">,
  { auctionId }: GetAuctionParameters,
): Promise<Auction | undefined> {
  return (await getEnglish(clients, auctionId)) ?? (await getDutch(clients, auctionId));
}

async function getEnglish(
  { contracts }: Pick<Clients, "contracts">,
  auctionId: bigint,
): Promise<EnglishAuction | undefined> {
  const auction = await contracts.auctions.auctionOf(auctionId);
  const { seller, assetId, units, token, endsAt, feeBps, royaltyBps } = auction;
  const { reserve, stepBps, extension, bidder, bid } = auction;
  const state = nameAt(AUCTION_STATES, auction.state);
  if (state === "NONE") return undefined;
  return {
    ...{ type: "ENGLISH", auctionId, state, seller, assetId, units, token, endsAt },
    ...{ feeBps, royaltyBps, reserve, stepBps, extension, bid },
    bidder: BigInt(bidder) === 0n ? undefined : bidder,
  };
}

async function getDutch(
  { contracts }: Pick<Clients, "contracts">,
  auctionId: bigint,
): Promise<DutchAuction | undefined> {
  const auction = await contracts.auctions.dutchAuctionOf(auctionId);
  const { seller, assetId, units, token, endsAt, feeBps, royaltyBps } = auction;
  const { unitsLeft, startsAt, startPrice, endPrice } = auction;
  if (BigInt(seller) === 0n) return undefined;
  return {
    ...{ type: "DUTCH", auctionId, state: "OPEN", seller, assetId, units, token, endsAt },
    ...{ feeBps, royaltyBps, unitsLeft, startsAt, startPrice, endPrice },
  };
}
