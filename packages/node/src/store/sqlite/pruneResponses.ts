import { placeOf, seqOf } from "./places.ts";
import type { Statements } from "./statements.ts";

/**
 * Forgets the responses of receipts that are older than `finishedBefore` and not the last of their lanes, and returns
 * how many. Receipts of a lane grow old in their order, so each lane is looked at from where it was left.
 */
export function pruneResponses(sql: Statements, finishedBefore: number): number {
  let count = 0;
  for (const row of sql.lanesToPrune.all()) {
    // Its three columns are integers, which come as bigints.
    const { id, seq, pruned } = row as Record<"id" | "seq" | "pruned", bigint>;
    const from = placeOf(id, pruned);
    const kept = sql.firstKept.get(from, placeOf(id, seq), finishedBefore);
    const to = kept === undefined ? placeOf(id, seq) : BigInt(String(kept.id));
    count += Number(sql.prune.run(from, to).changes);
    sql.setPruned.run(seqOf(to) - 1n, id);
  }
  return count;
}
