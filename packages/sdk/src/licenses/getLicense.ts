import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { getTerms } from "./getTerms.ts";
import type { LicenseTerms } from "./terms.ts";

export type GetLicenseParameters = { licenseId: bigint };

/** A licence as it stands now. */
export type License = {
  licenseId: bigint;
  assetId: bigint;
  termsId: string;
  holder: Address;
  status: "live" | "expired" | "revoked";
  /** Unix time; undefined when it is perpetual or was revoked. */
  expiry: bigint | undefined;
  /** Metered uses left; undefined is without limit. */
  quotaLeft: bigint | undefined;
  terms: LicenseTerms;
};

/** What the contract writes in place of a time. */
const PERPETUAL = 0n;
const REVOKED = 1n;

/**
 * Reads a licence.
 *
 * @throws {ContractRevertError} `LicenseManager_UnknownLicense` when there is none.
 */
export async function getLicense(
  clients: Clients,
  { licenseId }: GetLicenseParameters,
): Promise<License> {
  const { assetId, termsId, holder, expiry, quotaLeft } =
    await clients.contracts.licenses.licenseOf(licenseId);
  const [terms, block] = await Promise.all([
    getTerms(clients, { termsId }),
    clients.provider.getBlock("latest"),
  ]);

  return {
    ...{ licenseId, assetId, termsId, holder, terms },
    status: statusOf(expiry, BigInt(block?.timestamp ?? 0)),
    expiry: expiry === PERPETUAL || expiry === REVOKED ? undefined : expiry,
    quotaLeft: terms.quota === 0n ? undefined : quotaLeft,
  };
}

function statusOf(expiry: bigint, now: bigint): License["status"] {
  if (expiry === REVOKED) return "revoked";
  return expiry === PERPETUAL || expiry > now ? "live" : "expired";
}
