import { type Clients, requireSigner } from "../../clients.ts";
import { meterDomain } from "../digests.ts";
import { USAGE_TYPES, type UsageOffer } from "../structs.ts";

export type SignOfferParameters = { offer: UsageOffer };

/** The consent of an asset's owner; the operator that it names publishes it. */
export type SignedOffer = { offer: UsageOffer; signature: string };

/** Signs, as the owner of the asset, that an operator may publish an offer. Sends nothing. */
export async function signOffer(
  clients: Clients,
  { offer }: SignOfferParameters,
): Promise<SignedOffer> {
  const domain = meterDomain(clients.chainId, clients.addresses.meter);
  const types = { Offer: [...USAGE_TYPES.Offer] };
  return { offer, signature: await requireSigner(clients).signTypedData(domain, types, offer) };
}
