import { InvalidNumberError } from "../errors/inputErrors.ts";
import type { Relation } from "../values/names.ts";

/** One provenance edge. */
export type ProvenanceLink = { child: bigint; parent: bigint; relation: Relation; license: bigint };

/** An asset somewhere in another one's provenance. */
export type Relative = {
  assetId: bigint;
  /** Length of the shortest way there; 1 is a parent or child. */
  depth: number;
  /** The edges by which it was reached from one step nearer. */
  links: ProvenanceLink[];
};

/** The edges that lead on from some assets. */
export type Expand = (assetIds: readonly bigint[]) => Promise<ProvenanceLink[]>;

export type Traversal = {
  start: bigint;
  /** Which end of an edge lies further away. */
  towards: "parent" | "child";
  expand: Expand;
  /** Defaults to the end of the graph. */
  maxDepth?: number | undefined;
};

/** All relatives of an asset, breadth first: nearest first, then by id. Each comes once, however many ways lead there. */
export async function traverse(traversal: Traversal): Promise<Relative[]> {
  const { start, towards, expand, maxDepth = Infinity } = traversal;
  if (maxDepth < 0 || Number.isNaN(maxDepth)) {
    throw new InvalidNumberError("depth", maxDepth, "a number from 0");
  }
  const seen = new Set([start]);
  const relatives: Relative[] = [];
  let frontier = [start];
  for (let depth = 1; depth <= maxDepth && frontier.length > 0; depth++) {
    const reached = groupBy(await expand(frontier), towards);
    const fresh = [...reached.keys()].filter((id) => !seen.has(id)).sort(ascending);
    for (const assetId of fresh) {
      seen.add(assetId);
      relatives.push({ assetId, depth, links: reached.get(assetId) ?? [] });
    }
    frontier = fresh;
  }
  return relatives;
}

function groupBy(links: ProvenanceLink[], end: "parent" | "child"): Map<bigint, ProvenanceLink[]> {
  const groups = new Map<bigint, ProvenanceLink[]>();
  for (const link of links) {
    const group = groups.get(link[end]) ?? [];
    group.push(link);
    groups.set(link[end], group);
  }
  return groups;
}

/** Orders ids upwards. */
export const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
