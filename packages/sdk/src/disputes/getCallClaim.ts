import type { Clients } from "../clients.ts";
import { nameAt } from "../values/names.ts";
import { parseRoot } from "../values/root.ts";
import { CALL_CLAIM_STAGES, type CallClaim } from "./callClaim.ts";

export type GetCallClaimParameters = {
  /** EIP-712 digest of the receipt. */
  receipt: string;
};

/** Reads a claim against a paid call; undefined if there is none. */
export async function getCallClaim(
  { contracts }: Pick<Clients, "contracts">,
  { receipt }: GetCallClaimParameters,
): Promise<CallClaim | undefined> {
  const claim = await contracts.arbitration.callClaimOf(parseRoot(receipt, "receipt"));
  const { payer, operator, token, amount, bond, arbiter, deadline } = claim;
  const stage = nameAt(CALL_CLAIM_STAGES, claim.stage);
  if (stage === "NONE") return undefined;
  return {
    ...{ receipt, stage, payer, operator, token, amount, bond, deadline },
    arbiter: BigInt(arbiter) === 0n ? undefined : arbiter,
  };
}
