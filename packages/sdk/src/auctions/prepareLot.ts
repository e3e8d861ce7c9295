import type { ApprovalMode } from "../chain/allowance.ts";
import { prepareHandover } from "../chain/handover.ts";
import type { PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import { LotNotApprovedError } from "../errors/auctionErrors.ts";
import type { AuctionLot } from "./auction.ts";

/**
 * The approval that the auction house still needs to move the signer's lot, if one is missing.
 *
 * @throws {LotNotApprovedError} When it is missing and `approve` is `"never"`.
 */
export async function prepareLot(
  clients: Clients,
  lot: AuctionLot,
  approve?: ApprovalMode,
): Promise<PreparedTransaction[]> {
  return await prepareHandover(clients, {
    ...{ items: [lot], taker: clients.addresses.auctions, approve },
    refuse: (assetId) => new LotNotApprovedError(assetId),
  });
}
