import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type WithdrawClaimParameters = {
  claimId: bigint;
};

/** The unsigned transaction of {@link withdrawClaim}. */
export function prepareWithdrawClaim(
  clients: Clients,
  { claimId }: WithdrawClaimParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("withdraw", [claimId]);
  return prepare(clients, "court", data);
}

/** Takes a claim back before it is ruled on: free before the first step against it, for half of the bond after that. */
export async function withdrawClaim(
  clients: Clients,
  parameters: WithdrawClaimParameters,
): Promise<Written> {
  return written(await send(clients, prepareWithdrawClaim(clients, parameters)));
}
