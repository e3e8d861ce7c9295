import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type LapseClaimParameters = {
  claimId: bigint;
};

/** The unsigned transaction of {@link lapseClaim}. */
export function prepareLapseClaim(
  clients: Clients,
  { claimId }: LapseClaimParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("lapse", [claimId]);
  return prepare(clients, "court", data);
}

/** Ends a claim that nobody ruled on in time; the bonds go back. Anyone may. */
export async function lapseClaim(
  clients: Clients,
  parameters: LapseClaimParameters,
): Promise<Written> {
  return written(await send(clients, prepareLapseClaim(clients, parameters)));
}
