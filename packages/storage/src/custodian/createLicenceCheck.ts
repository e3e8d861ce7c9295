import { ContractRevertError, type Sahara } from "@sahara/sdk";

import type { LicenceCheck, LicenceQuery, LicenceRefusal, LicenceVerdict } from "./LicenceCheck.ts";

type Reads = Pick<Sahara, "getAsset" | "getLicense" | "getVersion" | "permits">;

/** Which refusal a contract's error means. */
const REVERTS: Readonly<Record<string, LicenceRefusal>> = {
  AssetRegistry_UnknownAsset: "unknown-asset",
  AssetRegistry_UnknownVersion: "unknown-version",
  LicenseManager_UnknownLicense: "unknown-licence",
};

/** Checks licences on chain through the SDK: asset, version, use, expiry, revocation, dispute. */
export function createLicenceCheck(sahara: Reads): LicenceCheck {
  async function check(query: LicenceQuery): Promise<LicenceVerdict> {
    const { assetId, version, licenseId, account, uses } = query;
    const { owner, superseded, account: revenue } = await sahara.getAsset({ assetId });
    await sahara.getVersion({ assetId, version });
    if (licenseId === 0n) return owner === account ? { granted: true } : refuse("not-owner");
    if (revenue.frozen || superseded) return refuse("disputed");

    const license = await sahara.getLicense({ licenseId });
    if (license.assetId !== assetId) return refuse("wrong-asset");
    if (license.status !== "live") return refuse(license.status);
    const isPermitted = await sahara.permits({ licenseId, assetId, account, uses });
    return isPermitted ? { granted: true } : refuse("not-permitted");
  }

  return {
    check: async (query) => {
      try {
        return await check(query);
      } catch (error) {
        return refuse(refusalOf(error));
      }
    },
    ownerOf: async (assetId) => {
      try {
        return (await sahara.getAsset({ assetId })).owner;
      } catch (error) {
        if (refusalOf(error) === "unknown-asset") return undefined;
        throw error;
      }
    },
  };
}

function refuse(reason: LicenceRefusal): LicenceVerdict {
  return { granted: false, reason };
}

/** What the chain's own refusal means; what is none is thrown on. */
function refusalOf(error: unknown): LicenceRefusal {
  const reason = error instanceof ContractRevertError ? REVERTS[error.errorName] : undefined;
  if (reason === undefined) throw error;
  return reason;
}
