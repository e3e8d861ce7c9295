import type { LogDescription, Result } from "ethers";

import { addressTopic } from "../../chain/addressTopic.ts";
import { argument, eventsOf } from "../../chain/events.ts";
import { getLogs } from "../../chain/getLogs.ts";
import { mapLimited } from "../../chain/mapLimited.ts";
import type { Clients } from "../../clients.ts";
import type { Address } from "../../values/address.ts";
import { toHex32 } from "../../values/hex32.ts";
import type { UsageOffer } from "../structs.ts";

export type FindOffersParameters = {
  /** Of this asset only. */
  assetId?: bigint | undefined;
  /** By this operator only. */
  operator?: Address | undefined;
  /** This offer only. */
  offerId?: string | undefined;
};

/** An offer as it stands on chain. */
export type PublishedOffer = {
  offerId: string;
  offer: UsageOffer;
  /** Unix time at which it ends; earlier than the offer says if it was closed. */
  endsAt: number;
  /** Fee of the protocol on its income, in basis points. */
  feeBps: bigint;
  /** Where x402 clients pay. */
  receiver: Address;
};

/** Offers that were ever published, found from events, in the order of the chain. */
export async function findOffers(
  clients: Clients,
  { assetId, operator, offerId }: FindOffersParameters,
): Promise<PublishedOffer[]> {
  const { offers } = clients.contracts;
  const { topicHash } = offers.interface.getEvent("OfferPublished");
  const logs = await getLogs(clients, {
    address: clients.addresses.offers,
    topics: [
      topicHash,
      offerId ?? null,
      assetId === undefined ? null : toHex32(assetId),
      addressTopic(operator, "operator"),
    ],
  });
  const published = eventsOf(clients, "offers", "OfferPublished", logs);
  return await mapLimited(published, (event) => readPublished(clients, event));
}

async function readPublished(clients: Clients, event: LogDescription): Promise<PublishedOffer> {
  const offerId = argument<string>(event, "offerId");
  const [{ validUntil }, receiver] = await Promise.all([
    clients.contracts.meter.offerOf(offerId),
    clients.contracts.receivers.receiverOf(offerId),
  ]);
  const offer = toOffer(argument<Result>(event, "offer"));
  const feeBps = argument<bigint>(event, "feeBps");
  return { offerId, offer, endsAt: Number(validUntil), feeBps, receiver };
}

/** Integers of the chain are bigints; in an offer the small ones are numbers, and addresses in lower case. */
function toOffer(result: Result): UsageOffer {
  const offer = result.toObject() as Record<string, unknown>;
  const number = (name: string) => Number(offer[name]);
  const bigint = (name: string) => offer[name] as bigint;
  const text = (name: string) => (offer[name] as string).toLowerCase();
  return {
    ...{ assetId: bigint("assetId"), version: number("version") },
    ...{ operator: text("operator"), token: text("token"), operatorBps: number("operatorBps") },
    ...{ maxPricePerCall: bigint("maxPricePerCall"), creditLimit: bigint("creditLimit") },
    ...{ validFrom: number("validFrom"), validUntil: number("validUntil") },
    ...{ modelHash: text("modelHash"), termsHash: text("termsHash") },
    attestationPolicy: text("attestationPolicy"),
  };
}
