import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type SetPrivacyBudgetParameters = {
  assetId: bigint;
  version: bigint;
  /** All that answers may say about one row, in millionths of epsilon. */
  total: bigint;
};

/** The unsigned transaction of {@link setPrivacyBudget}. */
export function prepareSetPrivacyBudget(
  clients: Clients,
  { assetId, version, total }: SetPrivacyBudgetParameters,
): PreparedTransaction {
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("setPrivacyBudget", [assetId, version, total]);
  return prepare(clients, "vault", data);
}

/** Sets the privacy budget of a version as the asset's owner; once set it is only lowered. */
export async function setPrivacyBudget(
  clients: Clients,
  parameters: SetPrivacyBudgetParameters,
): Promise<Written> {
  return written(await send(clients, prepareSetPrivacyBudget(clients, parameters)));
}
