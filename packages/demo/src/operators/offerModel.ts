import { DETERMINISTIC, type UsageOffer } from "@sahara/sdk";
import { metadataRoot } from "@sahara/storage";

import type { Person } from "../cast.ts";
import type { BuiltModel } from "../chapters/buildAssets.ts";
import { PLAN } from "../plan.ts";
import type { ServedOffer } from "./Operator.ts";

const DAYS_90 = 90 * 86_400;

/** Publishes an offer to serve a model, with the consent of its owner. */
export async function offerModel(operator: Person, model: BuiltModel): Promise<ServedOffer> {
  const { addresses, provider } = operator.sahara.clients;
  const time = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const price = PLAN.pricePerCall[model.id];
  const conditions = { service: model.name, pricePerCall: price.toString(), batch: 1 };
  const offer: UsageOffer = {
    assetId: model.asset,
    version: 1,
    operator: operator.account.toLowerCase(),
    token: addresses.token.toLowerCase(),
    operatorBps: PLAN.operatorBps,
    maxPricePerCall: price,
    creditLimit: 0n,
    validFrom: time,
    validUntil: time + DAYS_90,
    modelHash: model.hash,
    termsHash: metadataRoot(conditions).digest,
    attestationPolicy: DETERMINISTIC,
  };
  const { signature } = await model.owner.sahara.signOffer({ offer });
  const { offerId } = await operator.sahara.publishOffer({ offer, ownerSignature: signature });
  return { offerId, offer, model, operator };
}
