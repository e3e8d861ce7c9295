import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { createDigests, meterDomain } from "../digests.ts";
import { ethersSignatures } from "../signatures.ts";
import type { UsageOffer } from "../structs.ts";

export type PublishOfferParameters = {
  offer: UsageOffer;
  /** The consent of the asset's owner, see `signOffer`. Not needed if the operator owns the asset. */
  ownerSignature?: string | undefined;
};
export type PublishOfferResult = Written & { offerId: string };

/** The unsigned transaction of {@link publishOffer}. */
export function preparePublishOffer(
  clients: Clients,
  { offer, ownerSignature = "0x" }: PublishOfferParameters,
): PreparedTransaction {
  const { interface: offers } = clients.contracts.offers;
  const data = offers.encodeFunctionData("publishOffer", [offer, ownerSignature]);
  return prepare(clients, "offers", data);
}

/** Publishes an offer, as its operator. It can't be changed afterwards, only closed. */
export async function publishOffer(
  clients: Clients,
  parameters: PublishOfferParameters,
): Promise<PublishOfferResult> {
  const receipt = await send(clients, preparePublishOffer(clients, parameters));
  return { ...written(receipt), offerId: usageOfferId(clients, parameters) };
}

/** The id of an offer, published or not: its digest. */
export function usageOfferId(
  { chainId, addresses }: Pick<Clients, "chainId" | "addresses">,
  { offer }: { offer: UsageOffer },
): string {
  return createDigests(meterDomain(chainId, addresses.meter), ethersSignatures).id("Offer", offer);
}
