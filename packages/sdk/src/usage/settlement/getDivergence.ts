import type { Clients } from "../../clients.ts";
import { nameAt } from "../../values/names.ts";
import { type Divergence, VERDICTS } from "./divergence.ts";

export type GetDivergenceParameters = { divergenceId: bigint };

/** Reads a dispute over two answers; undefined if nobody opened it. */
export async function getDivergence(
  { contracts }: Pick<Clients, "contracts">,
  { divergenceId }: GetDivergenceParameters,
): Promise<Divergence | undefined> {
  const found = await contracts.divergences.divergenceOf(divergenceId);
  if (found.openedAt === 0n) return undefined;
  const { reporter, openedAt, verdict, first, firstKey, second, secondKey, bond } = found;
  return {
    ...{ divergenceId, reporter, openedAt, verdict: nameAt(VERDICTS, verdict) },
    ...{ first, firstKey, second, secondKey, bond },
  };
}
