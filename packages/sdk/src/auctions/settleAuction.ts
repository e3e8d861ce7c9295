import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";

export type SettleAuctionParameters = { auctionId: bigint };
export type SettleAuctionResult = Written & {
  buyer: Address;
  /** Base units of the auction's token: the winning bid, and what of it went to the protocol. */
  price: bigint;
  fee: bigint;
  /** What the ledger took in for the asset and its ancestors. */
  royalty: bigint;
  /** The seller's credit; see `withdrawAuctionCredit`. */
  proceeds: bigint;
};

/** The unsigned transaction of {@link settleAuction}. */
export function prepareSettleAuction(
  clients: Clients,
  { auctionId }: SettleAuctionParameters,
): PreparedTransaction {
  const { interface: auctions } = clients.contracts.auctions;
  return prepare(clients, "auctions", auctions.encodeFunctionData("settle", [auctionId]));
}

/** Carries out an auction that has ended with a bid. Anyone may. */
export async function settleAuction(
  clients: Clients,
  parameters: SettleAuctionParameters,
): Promise<SettleAuctionResult> {
  const receipt = await send(clients, prepareSettleAuction(clients, parameters));
  const event = eventOf(clients, "auctions", "AuctionSettled", receipt);
  const price = argument<bigint>(event, "price");
  const fee = argument<bigint>(event, "fee");
  const proceeds = argument<bigint>(event, "proceeds");
  const buyer = argument<Address>(event, "buyer");
  return { ...written(receipt), buyer, price, fee, royalty: price - fee - proceeds, proceeds };
}
