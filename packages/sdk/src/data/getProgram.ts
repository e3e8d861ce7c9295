import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type GetProgramParameters = { assetId: bigint; programHash: string };

/** What a program may take out of a data set in one run. */
export type ProgramLimits = {
  /** Most rows of output. */
  maxRows: bigint;
  /** Most bytes of output. */
  maxOutputBytes: bigint;
  /** Fewest rows of input behind each row of output. */
  minGroupSize: bigint;
};

/** The limits of a program on an asset's data; undefined if it may not run now. */
export async function getProgram(
  { contracts }: Pick<Clients, "contracts">,
  { assetId, programHash }: GetProgramParameters,
): Promise<ProgramLimits | undefined> {
  const program = parseRoot(programHash, "program hash");
  const { allowed, limits } = await contracts.vault.programOf(assetId, program);
  const { maxRows, maxOutputBytes, minGroupSize } = limits;
  return allowed ? { maxRows, maxOutputBytes, minGroupSize } : undefined;
}
