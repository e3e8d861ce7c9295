import { expect } from "chai";

import { ethers, loadFixture } from "../helpers/chain.ts";
import { buildReceiptTree } from "../helpers/receiptTree.ts";

const PLACES = 2n ** 32n;
const leafOf = (seq: number) => ethers.id(`receipt ${seq}`);
const leavesUpTo = (count: number) => Array.from({ length: count }, (_, i) => leafOf(i + 1));

describe("ReceiptTree", () => {
  async function withProbe() {
    const probe = await ethers.deployContract("UsageHashProbe");
    const rootOf = async (leaf: string, seq: bigint, proof: string[]) =>
      String(await probe.getFunction("rootOf")(leaf, seq, proof));
    return { probe, rootOf };
  }

  it("leads from every receipt to the one root", async () => {
    const { rootOf } = await loadFixture(withProbe);

    for (const count of [1, 2, 3, 7, 8]) {
      const leaves = leavesUpTo(count);
      const { root, proofOf } = buildReceiptTree(leaves);
      for (const [i, leaf] of leaves.entries()) {
        const seq = BigInt(i + 1);
        expect(await rootOf(leaf, seq, proofOf(seq))).to.equal(root);
      }
    }
  });

  it("proves an earlier receipt under every later root", async () => {
    const { rootOf } = await loadFixture(withProbe);

    for (const count of [3, 4, 9]) {
      const { root, proofOf } = buildReceiptTree(leavesUpTo(count));
      expect(await rootOf(leafOf(3), 3n, proofOf(3n))).to.equal(root);
    }
  });

  it("does not take one place for another", async () => {
    const { rootOf } = await loadFixture(withProbe);
    const { root, proofOf } = buildReceiptTree(leavesUpTo(4));

    expect(await rootOf(leafOf(2), 3n, proofOf(2n))).not.to.equal(root);
    expect(await rootOf(leafOf(2), 2n + PLACES / 2n, proofOf(2n))).not.to.equal(root);
  });

  it("has places 1 to 2^32", async () => {
    const { probe, rootOf } = await loadFixture(withProbe);
    const { root, proofOf } = buildReceiptTree([leafOf(1)]);
    const lastProof = proofOf(PLACES);

    expect(await rootOf(ethers.ZeroHash, PLACES, lastProof)).to.equal(root);
    for (const seq of [0n, PLACES + 1n, 2n ** 64n - 1n]) {
      await expect(rootOf(leafOf(1), seq, proofOf(1n)))
        .to.be.revertedWithCustomError(probe, "ReceiptTree_NoSuchPlace")
        .withArgs(seq);
    }
  });
});
