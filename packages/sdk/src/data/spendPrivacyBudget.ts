import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type SpendPrivacyBudgetParameters = {
  assetId: bigint;
  version: bigint;
  /** Hash of the program whose answer it is. */
  programHash: string;
  /** In millionths. */
  epsilon: bigint;
  /** Free reference, such as the digest of the job. */
  jobRef: string;
};

/** The unsigned transaction of {@link spendPrivacyBudget}. */
export function prepareSpendPrivacyBudget(
  clients: Clients,
  { assetId, version, programHash, epsilon, jobRef }: SpendPrivacyBudgetParameters,
): PreparedTransaction {
  const [program, job] = [parseRoot(programHash, "program hash"), parseRoot(jobRef, "job")];
  const args = [assetId, version, program, epsilon, job] as const;
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("spend", [...args]);
  return prepare(clients, "vault", data);
}

/** Spends from a version's privacy budget as an operator, before the answer is given out. */
export async function spendPrivacyBudget(
  clients: Clients,
  parameters: SpendPrivacyBudgetParameters,
): Promise<Written> {
  return written(await send(clients, prepareSpendPrivacyBudget(clients, parameters)));
}
