import { ascending } from "../provenance/traverse.ts";
import { type ClaimGraph, type ClaimTarget, owedFor, settlePath } from "./claimGraph.ts";

/** Which assets to claim and which to settle before. */
export type ClaimChoice = {
  targets: readonly ClaimTarget[];
  /** In strictly descending order: children before parents. */
  path: readonly bigint[];
  /** What the claim pays, in base units. */
  expected: bigint;
};

/** The choice that pays most: every target that is owed something, every settlement that adds to it. */
export function chooseAll(graph: ClaimGraph): ClaimChoice {
  return choose(graph, graph.targets, [...graph.nodes.keys()]);
}

/** Everything a choice can do without, one branch or one target at a time, with what is left then. */
export function listCuts(graph: ClaimGraph, choice: ClaimChoice): ClaimChoice[] {
  const withoutBranch = choice.path.map((id) =>
    choose(
      graph,
      choice.targets,
      choice.path.filter((other) => other !== id),
    ),
  );
  const withoutTarget = choice.targets.map((target) =>
    choose(
      graph,
      choice.targets.filter((other) => other !== target),
      choice.path,
    ),
  );
  return [...withoutBranch, ...withoutTarget];
}

/** The part of a choice that matters: of `candidates` those that lead to more for one of `targets`. */
function choose(
  graph: ClaimGraph,
  targets: readonly ClaimTarget[],
  candidates: readonly bigint[],
): ClaimChoice {
  const descending = [...candidates].sort((a, b) => ascending(b, a));
  const path = dropIdle(graph, targets, keepLeading(graph, targets, descending));
  const settlement = settlePath(graph.nodes, path);
  const paid = targets.filter((target) => owedFor(graph, target, settlement) > 0n);
  return { targets: paid, path, expected: sumOwed(graph, paid, path) };
}

/** Keeps what passes money to a target, or to an asset of the path that does. */
function keepLeading(
  graph: ClaimGraph,
  targets: readonly ClaimTarget[],
  path: readonly bigint[],
): bigint[] {
  const wanted = new Set(targets.map(({ assetId }) => assetId));
  const kept = new Set<bigint>();
  const { flows } = settlePath(graph.nodes, path);
  // From parents to children, so that the parent of each flow has been decided on.
  for (const { child, parent } of [...flows].sort((a, b) => ascending(a.child, b.child))) {
    if (wanted.has(parent) || kept.has(parent)) kept.add(child);
  }
  return path.filter((id) => kept.has(id));
}

/** Drops settlements whose share is less than a base unit for the holder. */
function dropIdle(
  graph: ClaimGraph,
  targets: readonly ClaimTarget[],
  path: readonly bigint[],
): readonly bigint[] {
  const most = sumOwed(graph, targets, path);
  let kept = path;
  for (const id of path) {
    const without = kept.filter((other) => other !== id);
    if (sumOwed(graph, targets, without) === most) kept = without;
  }
  return kept;
}

function sumOwed(
  graph: ClaimGraph,
  targets: readonly ClaimTarget[],
  path: readonly bigint[],
): bigint {
  const settlement = settlePath(graph.nodes, path);
  return targets.reduce((sum, target) => sum + owedFor(graph, target, settlement), 0n);
}
