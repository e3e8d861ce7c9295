import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";
import { type LicenseTerms } from "./terms.ts";
import { getTerms } from "./getTerms.ts";

export type GetOfferParameters = { assetId: bigint; termsId: string };

/** Terms that an asset's owner offers. */
export type Offer = {
  assetId: bigint;
  termsId: string;
  /** Whether licences can be bought now. */
  active: boolean;
  /** Fee of the protocol, of the income, in basis points. */
  feeBps: bigint;
  /** Unix time that no licence under the offer may outlive; undefined is without limit. */
  expiryCap: bigint | undefined;
  terms: LicenseTerms;
};

const ACTIVE = 1n;

/** Reads the offer of an asset under some terms; one that was never made is not active. */
export async function getOffer(
  clients: Clients,
  { assetId, termsId }: GetOfferParameters,
): Promise<Offer> {
  const id = parseRoot(termsId, "terms id");
  const [offer, terms] = await Promise.all([
    clients.contracts.licenses.offerOf(assetId, id),
    getTerms(clients, { termsId: id }),
  ]);
  const { feeBps, expiryCap, flags } = offer;
  const cap = expiryCap === 0n ? undefined : expiryCap;
  return { assetId, termsId: id, active: (flags & ACTIVE) !== 0n, feeBps, expiryCap: cap, terms };
}
