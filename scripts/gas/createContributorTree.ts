import { createHash } from "node:crypto";

import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { keccak256 } from "ethers";

type Leaf = readonly [index: number, account: string, units: number];

/** Contributors with the same units each, and the Merkle tree over them. */
export type ContributorTree = {
  root: string;
  /** A leaf's fields and its proof, as ContributorRoots takes them. */
  leafAt: (index: number) => readonly [...Leaf, proof: string[]];
};

const accountOf = (index: number) =>
  createHash("sha256").update(`contributor ${index}`).digest("hex").slice(0, 40);

const word = (hex: string) => hex.padStart(64, "0");

/** The hash of a leaf as StandardMerkleTree makes it; put together here because that is several times faster. */
function hashLeaf(index: number, account: string, units: number): string {
  const encoded = word(index.toString(16)) + word(account) + word(units.toString(16));
  return keccak256(keccak256(Buffer.from(encoded, "hex")));
}

/** Builds the tree of `count` contributors. */
export function createContributorTree(count: number, units: number): ContributorTree {
  const hashes = Array.from({ length: count }, (_, i) => hashLeaf(i, accountOf(i), units));
  const tree = SimpleMerkleTree.of(hashes, { sortLeaves: false });
  return {
    root: tree.root,
    leafAt: (index) => [index, `0x${accountOf(index)}`, units, tree.getProof(index)],
  };
}
