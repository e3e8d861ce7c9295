import { ContractRevertError, type Sahara } from "@sahara/sdk";

import type { LicenceCheck, LicenceQuery, LicenceRefusal, LicenceVerdict } from "./LicenceCheck.ts";

type Reads = Pick<Sahara, "getAsset" | "getReleasePolicy" | "isReleasable">;

/** Checks in the data vault what a custodian may release: its place in the policy in force, then the requester's right. */
export function createLicenceCheck(sahara: Reads, custodian: string): LicenceCheck {
  async function placeRefusal(query: LicenceQuery): Promise<LicenceRefusal | undefined> {
    const { assetId, version, epoch, commitment } = query;
    const policy = await sahara.getReleasePolicy({ assetId, version });
    if (policy === undefined) return "NO_POLICY";
    if (policy.epoch !== epoch) return "WRONG_EPOCH";
    const seat = policy.custodians.find(({ account }) => account === custodian);
    if (seat === undefined) return "NOT_CUSTODIAN";
    return seat.commitment === commitment.toLowerCase() ? undefined : "OTHER_SHARE";
  }

  return {
    check: async (query) => {
      const refusal = await placeRefusal(query);
      if (refusal !== undefined) return refuse(refusal);
      const { assetId, version, account, licenseId } = query;
      const verdict = await sahara.isReleasable({ assetId, version, account, licenseId });
      return verdict.releasable ? { granted: true } : refuse(verdict.refusal);
    },
    ownerOf: async (assetId) => {
      try {
        return (await sahara.getAsset({ assetId })).owner;
      } catch (error) {
        const isUnknown =
          error instanceof ContractRevertError && error.errorName === "AssetRegistry_UnknownAsset";
        if (isUnknown) return undefined;
        throw error;
      }
    },
  };
}

function refuse(reason: LicenceRefusal): LicenceVerdict {
  return { granted: false, reason };
}
