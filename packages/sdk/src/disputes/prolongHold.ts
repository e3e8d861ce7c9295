import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type ProlongHoldParameters = {
  assetId: bigint;
};

/** The unsigned transaction of {@link prolongHold}. */
export function prepareProlongHold(
  clients: Clients,
  { assetId }: ProlongHoldParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("prolong", [assetId]);
  return prepare(clients, "court", data);
}

/** Renews the freeze of an asset that claims still hold, for 90 days. Anyone may. */
export async function prolongHold(
  clients: Clients,
  parameters: ProlongHoldParameters,
): Promise<Written> {
  return written(await send(clients, prepareProlongHold(clients, parameters)));
}
