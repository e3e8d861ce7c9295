import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { keccak256, ZeroHash } from "ethers";

import { InvalidOrdersError } from "../errors/marketErrors.ts";
import { toHex32 } from "../values/hex32.ts";

/** The guard of an order for one of these assets; zero, which takes all, when there are none. */
export function assetSetRoot(assetIds: readonly bigint[]): string {
  return assetIds.length === 0 ? ZeroHash : treeOf(assetIds).root;
}

/**
 * The proof that an asset is one of these; empty when all are taken.
 *
 * @throws {InvalidOrdersError} When it is not.
 */
export function assetSetProof(assetIds: readonly bigint[], assetId: bigint): string[] {
  if (assetIds.length === 0) return [];
  if (!assetIds.includes(assetId)) {
    throw new InvalidOrdersError(`The order does not take asset ${assetId}. Offer another.`);
  }
  return treeOf(assetIds).getProof(hashLeaf(assetId));
}

function treeOf(assetIds: readonly bigint[]): SimpleMerkleTree {
  return SimpleMerkleTree.of(assetIds.map(hashLeaf), { sortLeaves: true });
}

/** Hashed twice, as the leaves of the library's standard trees of `[uint256]`. */
function hashLeaf(assetId: bigint): string {
  return keccak256(keccak256(toHex32(assetId)));
}
