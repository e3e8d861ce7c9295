import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";
import { decodeTerms, type LicenseTerms } from "./terms.ts";

export type GetTermsParameters = { termsId: string };

/**
 * Reads registered terms.
 *
 * @throws {ContractRevertError} `LicenseManager_UnknownTerms` when nobody registered them.
 */
export async function getTerms(
  { contracts }: Clients,
  { termsId }: GetTermsParameters,
): Promise<LicenseTerms> {
  return decodeTerms(await contracts.licenses.termsOf(parseRoot(termsId, "terms id")));
}
