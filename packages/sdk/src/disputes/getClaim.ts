import type { Clients } from "../clients.ts";
import { nameAt } from "../values/names.ts";
import { type AssetClaim, CLAIM_KINDS, CLAIM_STAGES } from "./claim.ts";

export type GetClaimParameters = { claimId: bigint };

/** Reads a claim against an asset; undefined if nobody filed it. */
export async function getClaim(
  { contracts }: Pick<Clients, "contracts">,
  { claimId }: GetClaimParameters,
): Promise<AssetClaim | undefined> {
  const claim = await contracts.court.claimOf(claimId);
  const { assetId, claimant, respondent, units, bond, deadline, awarded, parent } = claim;
  const stage = nameAt(CLAIM_STAGES, claim.stage);
  if (stage === "NONE") return undefined;
  return {
    ...{ claimId, assetId, kind: nameAt(CLAIM_KINDS, claim.kind), stage, claimant },
    ...{ respondent: BigInt(respondent) === 0n ? undefined : respondent },
    ...{ units, bond, deadline, awarded },
    parentClaimId: parent === 0n ? undefined : parent,
  };
}
