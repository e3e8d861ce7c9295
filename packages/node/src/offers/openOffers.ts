import type { Digests, UsageOffer } from "@sahara/sdk";

import type { UsageContracts } from "../chain/UsageContracts.ts";
import type { NodeConfig } from "../config/NodeConfig.ts";
import type { ModelKind } from "../models/ModelKind.ts";
import type { ServedOffer } from "./ServedOffer.ts";

/** Thrown when a configured model can't be served; says which and why. */
export class OfferError extends Error {
  override readonly name = "OfferError";
}

export type OpenOffersParameters = {
  readonly config: Pick<NodeConfig, "models" | "operator">;
  /** Folder of the configuration. */
  readonly folder: string;
  readonly kinds: readonly ModelKind[];
  readonly contracts: Pick<UsageContracts, "meter" | "offers" | "receivers">;
  readonly digests: Digests;
  readonly fromBlock: number;
};

/**
 * Opens the configured models and finds their offers on chain.
 *
 * @throws {OfferError} When an offer is missing, somebody else's, or names another artefact than the model's.
 */
export async function openOffers(parameters: OpenOffersParameters): Promise<ServedOffer[]> {
  const { models } = parameters.config;
  const ids = new Set(models.map(({ id }) => id));
  if (ids.size !== models.length) throw new OfferError("Two models have the same id.");
  return await Promise.all(models.map((model) => openOffer(parameters, model)));
}

async function openOffer(
  { config, folder, kinds, contracts, digests, fromBlock }: OpenOffersParameters,
  { id, kind, options, offerId, price, freeCallsPerDay }: NodeConfig["models"][number],
): Promise<ServedOffer> {
  const opener = kinds.find((each) => each.kind === kind);
  if (opener === undefined) {
    const known = kinds.map((each) => each.kind).join(", ");
    throw new OfferError(`${id}: there is no kind of model "${kind}". There are: ${known}.`);
  }
  const offer = await findOffer(contracts.offers, offerId, fromBlock);
  if (offer === undefined || digests.id("Offer", offer) !== offerId) {
    throw new OfferError(`${id}: the offer ${offerId} was not published. Publish it first.`);
  }
  if (offer.operator !== config.operator) {
    throw new OfferError(`${id}: the offer is of the operator ${offer.operator}.`);
  }

  const model = await opener.open({ id, assetId: offer.assetId, options, folder });
  if (model.modelHash !== offer.modelHash) {
    const advice = "Serve the artefact that was offered, or publish an offer of this one.";
    throw new OfferError(`${id}: ${model.modelHash} is not ${offer.modelHash}. ${advice}`);
  }
  return {
    ...{ offerId, offer, model, freeCallsPerDay },
    receiver: await contracts.receivers.receiverOf(offerId),
    endsAt: await endOf(contracts.meter, offerId),
    price: price ?? { perCall: offer.maxPricePerCall, perUnit: 0n },
  };
}

/** When an offer ends, as of now. */
export async function endOf(meter: UsageContracts["meter"], offerId: string): Promise<number> {
  return Number((await meter.offerOf(offerId)).validUntil);
}

/** The offer as it was published; later only its end may have come closer. */
async function findOffer(
  offers: UsageContracts["offers"],
  offerId: string,
  fromBlock: number,
): Promise<UsageOffer | undefined> {
  const [published] = await offers.queryFilter(offers.filters.OfferPublished(offerId), fromBlock);
  if (published === undefined) return undefined;
  const { offer } = published.args;
  return {
    assetId: offer.assetId,
    version: Number(offer.version),
    operator: offer.operator.toLowerCase(),
    token: offer.token.toLowerCase(),
    operatorBps: Number(offer.operatorBps),
    maxPricePerCall: offer.maxPricePerCall,
    creditLimit: offer.creditLimit,
    validFrom: Number(offer.validFrom),
    validUntil: Number(offer.validUntil),
    modelHash: offer.modelHash,
    termsHash: offer.termsHash,
    attestationPolicy: offer.attestationPolicy,
  };
}
