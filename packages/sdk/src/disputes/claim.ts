import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import type { PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";

/** What can be wrong with an asset; the position is the number on chain. */
export const CLAIM_KINDS = ["STOLEN", "INFRINGING", "MISLABELLED", "MALWARE"] as const;
/** Where a claim stands; the position is the number on chain. */
export const CLAIM_STAGES = [
  "NONE",
  "FILED",
  "ANSWERED",
  "HEARD",
  "WITHDRAWN",
  "LAPSED",
  "DISMISSED",
  "UPHELD",
  "REMEDIED",
] as const;
/** What the council says; the position is the number on chain. */
export const CLAIM_VERDICTS = ["DISMISSED", "FRIVOLOUS", "UPHELD"] as const;

export type ClaimKind = (typeof CLAIM_KINDS)[number];
export type ClaimStage = (typeof CLAIM_STAGES)[number];
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];

/** A claim against an asset as the chain knows it. */
export type AssetClaim = {
  claimId: bigint;
  assetId: bigint;
  kind: ClaimKind;
  stage: ClaimStage;
  claimant: Address;
  /** Who answered; undefined: nobody. */
  respondent: Address | undefined;
  /** Most units that may still be awarded. */
  units: bigint;
  /** What each side puts up, in base units of SAHARA. */
  bond: bigint;
  /** Unix time at which the present stage can be ended. */
  deadline: bigint;
  awarded: boolean;
  /** The claim against a parent of the asset that this one follows from. */
  parentClaimId: bigint | undefined;
};

/** The approval that the bond of a new claim may need before. */
export async function prepareClaimBond(
  clients: Clients,
  approve: ApprovalMode | undefined,
): Promise<PreparedTransaction[]> {
  return await prepareBondOf(clients, await clients.contracts.court.bond(), approve);
}

/** The approval that the bond of an answer may need before. */
export async function prepareAnswerBond(
  clients: Clients,
  claimId: bigint,
  approve: ApprovalMode | undefined,
): Promise<PreparedTransaction[]> {
  const { bond } = await clients.contracts.court.claimOf(claimId);
  return await prepareBondOf(clients, bond, approve);
}

async function prepareBondOf(
  clients: Clients,
  amount: bigint,
  approve: ApprovalMode | undefined,
): Promise<PreparedTransaction[]> {
  const { token, court: spender } = clients.addresses;
  return await prepareSpending(clients, { token, spender, amount, approve });
}
