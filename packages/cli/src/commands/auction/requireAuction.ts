import type { Auction, Sahara } from "@sahara/sdk";

import { NegativeAnswerError } from "../../errors.ts";

/** @throws {NegativeAnswerError} When there is no such auction, or not any more. */
export async function requireAuction(sahara: Sahara, auctionId: bigint): Promise<Auction> {
  const auction = await sahara.getAuction({ auctionId });
  if (auction !== undefined) return auction;
  throw new NegativeAnswerError(
    `There is no auction ${auctionId}, or it is sold out or was cancelled. auction list shows all.`,
  );
}
