import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type TransferPositionParameters = {
  assetId: bigint;
  to: Address;
};

/** The unsigned transaction of {@link transferPosition}. */
export function prepareTransferPosition(
  clients: Clients,
  { assetId, to }: TransferPositionParameters,
): PreparedTransaction {
  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("transferPosition", [
    assetId,
    parseAddress(to, "receiver"),
  ]);
  return prepare(clients, "ledger", data);
}

/** Gives all units of the signer away, with everything they have earned and not been paid. */
export async function transferPosition(
  clients: Clients,
  parameters: TransferPositionParameters,
): Promise<Written> {
  return written(await send(clients, prepareTransferPosition(clients, parameters)));
}
