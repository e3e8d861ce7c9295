import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type TransferUnitsParameters = {
  assetId: bigint;
  to: Address;
  units: bigint;
};

/** The unsigned transaction of {@link transferUnits}. */
export function prepareTransferUnits(
  clients: Clients,
  { assetId, to, units }: TransferUnitsParameters,
): PreparedTransaction {
  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("transfer", [
    parseAddress(to, "receiver"),
    assetId,
    parseUint(units, 32, "number of units"),
  ]);
  return prepare(clients, "ledger", data);
}

/** Gives units of the signer away; what they have earned stays the signer's. */
export async function transferUnits(
  clients: Clients,
  parameters: TransferUnitsParameters,
): Promise<Written> {
  return written(await send(clients, prepareTransferUnits(clients, parameters)));
}
