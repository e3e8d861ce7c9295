import type { PublishedOffer } from "@sahara/sdk";

import { formatBps, formatTime } from "../../output/format.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";

export const OFFER_COLUMNS = ["Offer", "Asset>", "Operator", "At most a call>", "Share>", "Ends"];

/** Offers under {@link OFFER_COLUMNS}. */
export async function offerRows(
  tokens: TokenBook,
  offers: readonly PublishedOffer[],
): Promise<string[][]> {
  return await Promise.all(
    offers.map(async ({ offerId, offer, endsAt }) => [
      offerId,
      `${offer.assetId}`,
      offer.operator,
      await tokens.format(offer.maxPricePerCall, offer.token),
      formatBps(BigInt(offer.operatorBps)),
      formatTime(BigInt(endsAt)),
    ]),
  );
}
