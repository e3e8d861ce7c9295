import type { Clients } from "../../clients.ts";
import { UnknownOfferError } from "../../errors/usageErrors.ts";
import { parseRoot } from "../../values/root.ts";
import { findOffers, type PublishedOffer } from "./findOffers.ts";

export type GetUsageOfferParameters = { offerId: string };

/**
 * Reads an offer of an operator.
 *
 * @throws {UnknownOfferError} When nobody published it.
 */
export async function getUsageOffer(
  clients: Clients,
  parameters: GetUsageOfferParameters,
): Promise<PublishedOffer> {
  const offerId = parseRoot(parameters.offerId, "offer id");
  const [offer] = await findOffers(clients, { offerId });
  if (offer === undefined) throw new UnknownOfferError(offerId);
  return offer;
}
