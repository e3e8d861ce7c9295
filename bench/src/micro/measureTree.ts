import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { createReceiptTree, receiptTreeOf, rootOfProof, toHex } from "@sahara/sdk";
import { createSignatures } from "@sahara/signatures";

import type { MicroOptions, MicroRates } from "./MicroReport.ts";
import { measureRates } from "./measureRates.ts";
import { sampleLeaves } from "./samples.ts";

const LEAVES = 1_000;
const MANY_LEAVES = 100_000;

/** What a lane's tree costs, beside a tree that is built anew for each receipt. */
export async function measureTree(options: MicroOptions): Promise<MicroRates> {
  const signatures = await createSignatures();
  const { keccak256 } = signatures;
  const leaves = sampleLeaves(signatures, MANY_LEAVES);
  const [leaf = new Uint8Array(32)] = leaves;
  const some = leaves.slice(0, LEAVES);
  const hexes = some.map(toHex);
  const built = SimpleMerkleTree.of(hexes);
  const [small, large] = [receiptTreeOf(keccak256, some), receiptTreeOf(keccak256, leaves)];
  const proof = small.proof(0);
  const shortProof = built.getProof(0);

  return {
    [`next receipt of ${LEAVES}: append and root`]: await measureRates(
      {
        sahara: nextReceipt(some),
        "@openzeppelin/merkle-tree, rebuilt": () => SimpleMerkleTree.of(hexes).root,
      },
      options,
    ),
    [`next receipt of ${MANY_LEAVES}: append and root`]: await measureRates(
      { sahara: nextReceipt(leaves) },
      options,
    ),
    [`proof of one of ${LEAVES}`]: await measureRates(
      { sahara: () => small.proof(0), "@openzeppelin/merkle-tree": () => built.getProof(0) },
      options,
    ),
    [`proof of one of ${MANY_LEAVES}`]: await measureRates(
      { sahara: () => large.proof(0) },
      options,
    ),
    "check of a proof": await measureRates(
      {
        // All 32 levels, which is what the chain checks; the other tree has ten.
        sahara: () => rootOfProof(keccak256, leaf, 0, proof),
        "@openzeppelin/merkle-tree": () => built.verify(0, shortProof),
      },
      options,
    ),
  };

  /** Grows a tree around a size; one that grew by half starts again, so that the size stays what it says. */
  function nextReceipt(around: readonly Uint8Array[]) {
    const { size, nodes } = receiptTreeOf(keccak256, around).frontier();
    let tree = createReceiptTree(keccak256, { size, nodes });
    return () => {
      if (tree.size > 1.5 * size) tree = createReceiptTree(keccak256, { size, nodes });
      tree.append(leaf);
      return tree.root();
    };
  }
}
