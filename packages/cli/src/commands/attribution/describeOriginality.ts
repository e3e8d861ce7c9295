import type { Originality } from "@sahara/attribution/originality";

import { fields } from "../../output/fields.ts";
import { table } from "../../output/table.ts";

const COLUMNS = ["Asset", "Kind", "Bytes found>", "Words found>", "Of it taken>"];

/** What data resemble and which parents they may owe, for people. */
export function describeOriginality({ resembles, parents, relation }: Originality): string {
  if (resembles.length === 0) return "It resembles nothing that it was compared with.";
  const rows = resembles.map(({ assetId, kind, chunksFound, wordsFound, taken }) => [
    String(assetId),
    kind,
    `${chunksFound} %`,
    `${wordsFound} %`,
    `${taken} %`,
  ]);
  const owed = fields([
    ["Parents it may owe", parents.length === 0 ? "none" : parents.join(", ")],
    ["Relation", relation],
  ]);
  return `${table(COLUMNS, rows)}\n\n${owed}`;
}
