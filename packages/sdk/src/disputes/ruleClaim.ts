import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { indexOfName } from "../values/names.ts";
import { CLAIM_VERDICTS, type ClaimVerdict } from "./claim.ts";

export type RuleClaimParameters = {
  claimId: bigint;
  verdict: ClaimVerdict;
};

/** The unsigned transaction of {@link ruleClaim}. */
export function prepareRuleClaim(
  clients: Clients,
  { claimId, verdict }: RuleClaimParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("rule", [
    claimId,
    indexOfName(CLAIM_VERDICTS, verdict, "verdict"),
  ]);
  return prepare(clients, "court", data);
}

/** Rules on a claim as the council. */
export async function ruleClaim(
  clients: Clients,
  parameters: RuleClaimParameters,
): Promise<Written> {
  return written(await send(clients, prepareRuleClaim(clients, parameters)));
}
