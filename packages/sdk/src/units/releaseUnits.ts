import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type ReleaseUnitsParameters = {
  assetId: bigint;
  to: Address;
  units: bigint;
};

/** The unsigned transaction of {@link releaseUnits}. */
export function prepareReleaseUnits(
  clients: Clients,
  { assetId, to, units }: ReleaseUnitsParameters,
): PreparedTransaction {
  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("releaseUnits", [
    assetId,
    parseAddress(to, "receiver"),
    parseUint(units, 32, "number of units"),
  ]);
  return prepare(clients, "ledger", data);
}

/** Gives units that are bound to the asset's owner to an account; what they have earned stays the owner's. Only the owner. */
export async function releaseUnits(
  clients: Clients,
  parameters: ReleaseUnitsParameters,
): Promise<Written> {
  return written(await send(clients, prepareReleaseUnits(clients, parameters)));
}
