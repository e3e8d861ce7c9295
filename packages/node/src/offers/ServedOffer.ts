import type { UsageOffer } from "@sahara/sdk";

import type { ServedModel } from "../models/ServedModel.ts";

/** What a call costs: so much, and so much for each unit that the model meters. */
export type Price = { readonly perCall: bigint; readonly perUnit: bigint };

/** A model that is served under an offer of the chain. */
export type ServedOffer = {
  readonly offerId: string;
  readonly offer: UsageOffer;
  /** Where x402 clients pay. */
  readonly receiver: string;
  readonly model: ServedModel;
  readonly price: Price;
  readonly freeCallsPerDay: number;
  /** When it ends; earlier than `offer.validUntil` once somebody closed it. */
  endsAt: number;
};

/** The price of a call of so many units; never more than the offer allows. */
export function priceOf(
  { price, offer }: Pick<ServedOffer, "price" | "offer">,
  units: bigint,
): bigint {
  const asked = price.perCall + units * price.perUnit;
  return asked < offer.maxPricePerCall ? asked : offer.maxPricePerCall;
}
