import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type OfferTermsParameters = {
  assetId: bigint;
  termsIds: readonly string[];
};

/** The unsigned transaction of {@link offerTerms}. */
export function prepareOfferTerms(
  clients: Clients,
  { assetId, termsIds }: OfferTermsParameters,
): PreparedTransaction {
  const data = clients.contracts.licenses.interface.encodeFunctionData("offerTerms", [
    assetId,
    termsIds.map((id) => parseRoot(id, "terms id")),
  ]);
  return prepare(clients, "licenses", data);
}

/** Offers licences of an asset under registered terms. Only its owner; a derivative's terms must stay within its parents' licences. */
export async function offerTerms(
  clients: Clients,
  parameters: OfferTermsParameters,
): Promise<Written> {
  const receipt = await send(clients, prepareOfferTerms(clients, parameters));
  return written(receipt);
}
