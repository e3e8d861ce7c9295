import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type IsComputeOperatorParameters = { assetId: bigint; operator: Address };

/** Whether an operator may run programs on an asset's data now. */
export async function isComputeOperator(
  { contracts }: Pick<Clients, "contracts">,
  { assetId, operator }: IsComputeOperatorParameters,
): Promise<boolean> {
  return await contracts.vault.isComputeOperator(assetId, parseAddress(operator, "operator"));
}
