import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type HearClaimParameters = {
  claimId: bigint;
};

/** The unsigned transaction of {@link hearClaim}. */
export function prepareHearClaim(
  clients: Clients,
  { claimId }: HearClaimParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("hear", [claimId]);
  return prepare(clients, "court", data);
}

/** Holds the asset of an owner that was silent. Anyone may. */
export async function hearClaim(
  clients: Clients,
  parameters: HearClaimParameters,
): Promise<Written> {
  return written(await send(clients, prepareHearClaim(clients, parameters)));
}
