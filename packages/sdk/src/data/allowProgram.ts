import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type AllowProgramParameters = {
  assetId: bigint;
  /** Hash of the program's code. */
  programHash: string;
  /** Most rows of output of one run. */
  maxRows: bigint;
  /** Most bytes of output of one run. */
  maxOutputBytes: bigint;
  /** Fewest rows of input behind each row of output. */
  minGroupSize: bigint;
};

/** The unsigned transaction of {@link allowProgram}. */
export function prepareAllowProgram(
  clients: Clients,
  { assetId, programHash, ...limits }: AllowProgramParameters,
): PreparedTransaction {
  const program = parseRoot(programHash, "program hash");
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("allowProgram", [assetId, program, limits]);
  return prepare(clients, "vault", data);
}

/** Lets a program run on the asset's data within limits, as its owner and for as long as it is. */
export async function allowProgram(
  clients: Clients,
  parameters: AllowProgramParameters,
): Promise<Written> {
  return written(await send(clients, prepareAllowProgram(clients, parameters)));
}
