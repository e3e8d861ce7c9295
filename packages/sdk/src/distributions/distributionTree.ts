import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { AbiCoder, keccak256 } from "ethers";

import { InvalidDistributionError } from "../errors/inputErrors.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

/** What one account may claim, in base units. */
export type DistributionLeaf = { index: bigint; account: Address; amount: bigint };

/** Claims of any number of accounts, behind 32 bytes. */
export type DistributionTree = {
  root: string;
  /** All claims together: what has to be paid in. */
  total: bigint;
  leaves: DistributionLeaf[];
};

/**
 * Puts claims under a Merkle root. Each is known by its place in the list.
 *
 * @throws {InvalidAddressError} When an account is none.
 * @throws {InvalidDistributionError} When there are no claims.
 */
export function buildDistributionTree(
  claims: readonly { account: Address; amount: bigint }[],
): DistributionTree {
  if (claims.length === 0) throw new InvalidDistributionError("Name at least one claim.");
  const leaves = claims.map(({ account, amount }, place) => ({
    index: BigInt(place),
    account: parseAddress(account, "account"),
    amount: parseUint(amount, 96, "amount"),
  }));
  const total = leaves.reduce((sum, { amount }) => sum + amount, 0n);
  return { root: treeOf(leaves).root, total, leaves };
}

/** A leaf with the proof that the contract asks for. */
export type DistributionProof = DistributionLeaf & { proof: string[] };

/**
 * The proofs of all leaves of an account.
 *
 * @throws {InvalidDistributionError} When it has none.
 */
export function distributionProofs(
  { leaves }: Pick<DistributionTree, "leaves">,
  account: Address,
): DistributionProof[] {
  const tree = treeOf(leaves);
  const own = leaves.filter((leaf) => leaf.account.toLowerCase() === account.toLowerCase());
  if (own.length === 0) throw new InvalidDistributionError(`${account} has nothing to claim.`);
  return own.map((leaf) => ({ ...leaf, proof: tree.getProof(hashLeaf(leaf)) }));
}

const treeOf = (leaves: readonly DistributionLeaf[]) =>
  SimpleMerkleTree.of(leaves.map(hashLeaf), { sortLeaves: true });

/** As the contract and the library's standard trees hash. */
function hashLeaf({ index, account, amount }: DistributionLeaf): string {
  const types = ["uint256", "address", "uint96"];
  return keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(types, [index, account, amount])));
}
