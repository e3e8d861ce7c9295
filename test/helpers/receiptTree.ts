import { ethers } from "./chain.ts";

const DEPTH = 32;

const hashPair = (left: string, right: string) => ethers.keccak256(ethers.concat([left, right]));

/** Roots of the trees without leaves, by their height. */
const EMPTY_ROOTS = Array.from({ length: DEPTH }).reduce<string[]>(
  (roots) => [...roots, hashPair(roots.at(-1)!, roots.at(-1)!)],
  [ethers.ZeroHash],
);

/** A lane's tree of receipts: their digests in order, then empty leaves up to 2^32. */
export function buildReceiptTree(leaves: readonly string[]) {
  const levels = [[...leaves]];
  for (let height = 0; height < DEPTH; height++) {
    const level = levels[height]!;
    const pairs = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
      hashPair(level[2 * i]!, level[2 * i + 1] ?? EMPTY_ROOTS[height]!),
    );
    levels.push(pairs);
  }

  /** The siblings of receipt `seq`, counted from 1, from the leaf upwards. */
  const proofOf = (seq: bigint) =>
    Array.from({ length: DEPTH }, (_, height) => {
      const sibling = Number(((seq - 1n) >> BigInt(height)) ^ 1n);
      return levels[height]![sibling] ?? EMPTY_ROOTS[height]!;
    });
  return { root: levels[DEPTH]![0] ?? EMPTY_ROOTS[DEPTH]!, proofOf };
}
