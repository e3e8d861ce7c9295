import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type LiftClaimParameters = {
  claimId: bigint;
};

/** The unsigned transaction of {@link liftClaim}. */
export function prepareLiftClaim(
  clients: Clients,
  { claimId }: LiftClaimParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("lift", [claimId]);
  return prepare(clients, "court", data);
}

/** Ends the hold of an upheld claim, as the council, or as anyone once its remedy is done. */
export async function liftClaim(
  clients: Clients,
  parameters: LiftClaimParameters,
): Promise<Written> {
  return written(await send(clients, prepareLiftClaim(clients, parameters)));
}
