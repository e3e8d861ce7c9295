import type { Clients } from "../clients.ts";

export type GetLeastBidParameters = { auctionId: bigint };

/**
 * The lowest bid that would be taken now, in base units: the reserve, or a step above who leads.
 *
 * @throws {ContractRevertError} `AuctionHouse_WrongState` when the auction is not open.
 */
export async function getLeastBid(
  { contracts }: Pick<Clients, "contracts">,
  { auctionId }: GetLeastBidParameters,
): Promise<bigint> {
  return await contracts.auctions.leastBidOf(auctionId);
}
