import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { keccak256 } from "ethers";

import { InvalidContributorsError } from "../errors/inputErrors.ts";
import { type Contributor, parseContributors } from "./contributors.ts";

/** One contributor under a root. */
export type ContributorLeaf = Contributor & { index: bigint };

/** Any number of contributors, behind 32 bytes. */
export type ContributorTree = {
  root: string;
  /** Units of all leaves together. */
  units: bigint;
  /** In ascending order of their indexes. */
  leaves: ContributorLeaf[];
};

/** The tree behind each result, so that a proof need not build it anew. */
const trees = new WeakMap<ContributorTree, SimpleMerkleTree>();

/**
 * Puts contributors under a Merkle root. Each is known by its index, its place in the list unless it says otherwise.
 *
 * @throws {InvalidAddressError} When an account is none.
 * @throws {InvalidContributorsError} When there is nobody, an index comes twice, somebody gets nothing, or all together
 * more than there is.
 */
export function buildContributorTree(
  contributors: readonly (Contributor & { index?: bigint | undefined })[],
): ContributorTree {
  if (contributors.length === 0)
    throw new InvalidContributorsError("Name at least one contributor.");
  const parsed = parseContributors(contributors);
  const leaves = parsed.map((leaf, place) => ({
    index: contributors[place]?.index ?? BigInt(place),
    ...leaf,
  }));
  leaves.sort((a, b) => (a.index < b.index ? -1 : 1));
  requireDistinct(leaves);

  const merkleTree = SimpleMerkleTree.of(leaves.map(hashLeaf), { sortLeaves: true });
  const units = leaves.reduce((sum, leaf) => sum + leaf.units, 0n);
  const tree = { root: merkleTree.root, units, leaves };
  trees.set(tree, merkleTree);
  return tree;
}

/** A leaf with the proof that the contract asks for. */
export type ContributorProof = ContributorLeaf & { proof: string[] };

/**
 * The proof of one leaf.
 *
 * @throws {InvalidContributorsError} When there is no leaf with that index, or the tree was altered.
 */
export function contributorProof(tree: ContributorTree, index: bigint): ContributorProof {
  const leaf = tree.leaves.find((each) => each.index === index);
  if (leaf === undefined) throw new InvalidContributorsError("there is no such leaf.", index);
  const merkleTree = trees.get(tree) ?? rebuild(tree);
  return { ...leaf, proof: merkleTree.getProof(hashLeaf(leaf)) };
}

function rebuild(tree: ContributorTree) {
  const built = buildContributorTree(tree.leaves);
  if (built.root !== tree.root) {
    throw new InvalidContributorsError(`The leaves have the root ${built.root}, not ${tree.root}.`);
  }
  const merkleTree = trees.get(built);
  if (merkleTree === undefined) throw new Error("cannot happen: the tree was just built");
  trees.set(tree, merkleTree);
  return merkleTree;
}

/**
 * keccak256(keccak256(abi.encode(index, account, units))), as the contract and the library's standard trees hash. The
 * three words are written out, because a general encoder takes longer than all the hashing.
 */
function hashLeaf({ index, account, units }: ContributorLeaf): string {
  const words = [index.toString(16), account.slice(2), units.toString(16)];
  const encoded = words.map((word) => word.padStart(64, "0")).join("");
  return keccak256(keccak256(`0x${encoded}`));
}

function requireDistinct(leaves: readonly ContributorLeaf[]): void {
  for (const [place, { index }] of leaves.entries()) {
    if (index < 0n) throw new InvalidContributorsError("an index is not negative.", index);
    if (place > 0 && leaves[place - 1]?.index === index) {
      throw new InvalidContributorsError("the index comes twice.", index);
    }
  }
}
