import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type AdmitClaimParameters = {
  claimId: bigint;
};

/** The unsigned transaction of {@link admitClaim}. */
export function prepareAdmitClaim(
  clients: Clients,
  { claimId }: AdmitClaimParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("admit", [claimId]);
  return prepare(clients, "court", data);
}

/** Holds the asset of an owner that answered, as the council. */
export async function admitClaim(
  clients: Clients,
  parameters: AdmitClaimParameters,
): Promise<Written> {
  return written(await send(clients, prepareAdmitClaim(clients, parameters)));
}
