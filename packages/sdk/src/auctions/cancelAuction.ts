import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type CancelAuctionParameters = { auctionId: bigint };

/** The unsigned transaction of {@link cancelAuction}. */
export function prepareCancelAuction(
  clients: Clients,
  { auctionId }: CancelAuctionParameters,
): PreparedTransaction {
  const { interface: auctions } = clients.contracts.auctions;
  return prepare(clients, "auctions", auctions.encodeFunctionData("cancel", [auctionId]));
}

/** Takes the lot of a Dutch auction back, or of an English one without a bid, as its seller. */
export async function cancelAuction(
  clients: Clients,
  parameters: CancelAuctionParameters,
): Promise<Written> {
  return written(await send(clients, prepareCancelAuction(clients, parameters)));
}
