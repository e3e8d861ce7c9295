import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type SetComputeOperatorParameters = { assetId: bigint; operator: Address; allowed: boolean };

/** The unsigned transaction of {@link setComputeOperator}. */
export function prepareSetComputeOperator(
  clients: Clients,
  { assetId, operator, allowed }: SetComputeOperatorParameters,
): PreparedTransaction {
  const account = parseAddress(operator, "operator");
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("setComputeOperator", [assetId, account, allowed]);
  return prepare(clients, "vault", data);
}

/** Says whether an operator may run programs on the asset's data, as its owner and for as long as it is. */
export async function setComputeOperator(
  clients: Clients,
  parameters: SetComputeOperatorParameters,
): Promise<Written> {
  return written(await send(clients, prepareSetComputeOperator(clients, parameters)));
}
