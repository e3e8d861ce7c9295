import { addressTopic } from "../chain/addressTopic.ts";
import { argument } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { toHex32 } from "../values/hex32.ts";
import type { Auction, AuctionState } from "./auction.ts";
import { getAuction } from "./getAuction.ts";

export type FindAuctionsParameters = {
  /** Of this asset or its units only. */
  assetId?: bigint | undefined;
  /** By this seller only. */
  seller?: Address | undefined;
  /** In this state only. */
  state?: AuctionState | undefined;
};

/** Auctions found from events, in the order of their ids; Dutch ones while they are open. */
export async function findAuctions(
  clients: Clients,
  { assetId, seller, state }: FindAuctionsParameters = {},
): Promise<Auction[]> {
  const { interface: auctions } = clients.contracts.auctions;
  const created = ["AuctionCreated", "DutchAuctionCreated"] as const;
  const logs = await getLogs(clients, {
    address: clients.addresses.auctions,
    topics: [
      created.map((name) => auctions.getEvent(name).topicHash),
      null,
      addressTopic(seller, "seller"),
      assetId === undefined ? null : toHex32(assetId),
    ],
  });
  const events = logs.map((log) => auctions.parseLog(log)).filter((event) => event !== null);
  const found = await mapLimited(events, (event) =>
    getAuction(clients, { auctionId: argument<bigint>(event, "auctionId") }),
  );
  return found
    .filter((auction) => auction !== undefined)
    .filter((auction) => state === undefined || auction.state === state);
}
