import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";

export type LapseDivergenceParameters = { divergenceId: bigint };

/** The unsigned transaction of {@link lapseDivergence}. */
export function prepareLapseDivergence(
  clients: Clients,
  { divergenceId }: LapseDivergenceParameters,
): PreparedTransaction {
  const { interface: divergences } = clients.contracts.divergences;
  return prepare(clients, "divergences", divergences.encodeFunctionData("lapse", [divergenceId]));
}

/** Ends a dispute that nobody ruled on for 14 days; its bond is the reporter's again. Anyone may. */
export async function lapseDivergence(
  clients: Clients,
  parameters: LapseDivergenceParameters,
): Promise<Written> {
  return written(await send(clients, prepareLapseDivergence(clients, parameters)));
}
