import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type DisallowProgramParameters = { assetId: bigint; programHash: string };

/** The unsigned transaction of {@link disallowProgram}. */
export function prepareDisallowProgram(
  clients: Clients,
  { assetId, programHash }: DisallowProgramParameters,
): PreparedTransaction {
  const program = parseRoot(programHash, "program hash");
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("disallowProgram", [assetId, program]);
  return prepare(clients, "vault", data);
}

/** Takes back, as the asset's owner, that a program may run on its data. */
export async function disallowProgram(
  clients: Clients,
  parameters: DisallowProgramParameters,
): Promise<Written> {
  return written(await send(clients, prepareDisallowProgram(clients, parameters)));
}
