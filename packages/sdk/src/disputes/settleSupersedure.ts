import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type SettleSupersedureParameters = {
  assetId: bigint;
};

/** The unsigned transaction of {@link settleSupersedure}. */
export function prepareSettleSupersedure(
  clients: Clients,
  { assetId }: SettleSupersedureParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("settleSupersedure", [assetId]);
  return prepare(clients, "court", data);
}

/** Frees an asset that lost its content root to an earlier commitment, as the council. */
export async function settleSupersedure(
  clients: Clients,
  parameters: SettleSupersedureParameters,
): Promise<Written> {
  return written(await send(clients, prepareSettleSupersedure(clients, parameters)));
}
