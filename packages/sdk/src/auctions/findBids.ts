import { argument } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { toHex32 } from "../values/hex32.ts";

export type FindBidsParameters = { auctionId: bigint };

/** A bid that was taken. */
export type AuctionBid = {
  bidder: Address;
  /** Base units of the auction's token. */
  amount: bigint;
  /** Unix time at which the auction was to end after it. */
  endsAt: bigint;
  blockNumber: number;
};

/** The bids of an English auction, found from events, the lowest first. */
export async function findBids(
  clients: Clients,
  { auctionId }: FindBidsParameters,
): Promise<AuctionBid[]> {
  const { interface: auctions } = clients.contracts.auctions;
  const logs = await getLogs(clients, {
    address: clients.addresses.auctions,
    topics: [auctions.getEvent("BidPlaced").topicHash, toHex32(auctionId)],
  });
  return logs.flatMap((log) => {
    const event = auctions.parseLog(log);
    if (event === null) return [];
    return {
      bidder: argument<Address>(event, "bidder"),
      amount: argument<bigint>(event, "amount"),
      endsAt: argument<bigint>(event, "endsAt"),
      blockNumber: log.blockNumber,
    };
  });
}
