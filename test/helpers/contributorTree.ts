import { ethers } from "./chain.ts";

/** One leaf of a contributor root; its index is its place in the list. */
export type Leaf = { account: string; units: bigint };

export type ContributorTree = {
  root: string;
  proofOf: (index: number) => string[];
};

/** A leaf is hashed twice, so that no inner node can pass for one. */
function hashLeaf(index: number, { account, units }: Leaf): string {
  // As the contracts' smaller integers are encoded, too.
  const types = ["uint256", "address", "uint256"];
  const encoded = ethers.AbiCoder.defaultAbiCoder().encode(types, [index, account, units]);
  return ethers.keccak256(ethers.keccak256(encoded));
}

/** Pairs are sorted, so that a proof need not say which side is which. */
const hashPair = (a: string, b: string) => ethers.keccak256(ethers.concat([a, b].sort()));

/** The Merkle tree of a list of contributors; a node without a sibling moves up as it is. */
export function buildContributorTree(leaves: readonly Leaf[]): ContributorTree {
  const levels = [leaves.map((leaf, index) => hashLeaf(index, leaf))];
  for (let level = levels[0] ?? []; level.length > 1;) {
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
      const [left = "", right] = level.slice(2 * i, 2 * i + 2);
      return right === undefined ? left : hashPair(left, right);
    });
    levels.push(level);
  }

  const proofOf = (index: number) =>
    levels.flatMap((level, depth) => level[(index >> depth) ^ 1] ?? []);
  return { root: levels.at(-1)?.[0] ?? ethers.ZeroHash, proofOf };
}
