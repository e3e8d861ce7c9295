import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";

export type BindUnitsParameters = {
  assetId: bigint;
  units: bigint;
};

/** The unsigned transaction of {@link bindUnits}. */
export function prepareBindUnits(
  clients: Clients,
  { assetId, units }: BindUnitsParameters,
): PreparedTransaction {
  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("bindUnits", [
    assetId,
    parseUint(units, 32, "number of units"),
  ]);
  return prepare(clients, "ledger", data);
}

/** Binds units of the signer to whoever owns the asset; what they have earned stays the signer's. */
export async function bindUnits(
  clients: Clients,
  parameters: BindUnitsParameters,
): Promise<Written> {
  return written(await send(clients, prepareBindUnits(clients, parameters)));
}
