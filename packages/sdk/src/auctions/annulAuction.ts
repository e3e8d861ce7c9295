import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";

export type AnnulAuctionParameters = { auctionId: bigint };
export type AnnulAuctionResult = Written & {
  bidder: Address;
  /** The bidder's credit, in base units; see `withdrawAuctionCredit`. */
  amount: bigint;
};

/** The unsigned transaction of {@link annulAuction}. */
export function prepareAnnulAuction(
  clients: Clients,
  { auctionId }: AnnulAuctionParameters,
): PreparedTransaction {
  const { interface: auctions } = clients.contracts.auctions;
  return prepare(clients, "auctions", auctions.encodeFunctionData("annul", [auctionId]));
}

/**
 * Ends an English auction that its seller can't honour, or that nobody settled within 14 days after its end, and gives
 * the bid back. Anyone may.
 */
export async function annulAuction(
  clients: Clients,
  parameters: AnnulAuctionParameters,
): Promise<AnnulAuctionResult> {
  const receipt = await send(clients, prepareAnnulAuction(clients, parameters));
  const event = eventOf(clients, "auctions", "AuctionAnnulled", receipt);
  return {
    ...written(receipt),
    bidder: argument<Address>(event, "bidder"),
    amount: argument<bigint>(event, "amount"),
  };
}
