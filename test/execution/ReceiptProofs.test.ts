import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { createKey } from "../helpers/operators.ts";
import { buildReceiptTree } from "../helpers/receiptTree.ts";
import { malleate } from "../helpers/signatures.ts";
import { DIRECT, loadProofs, PRICE, type Receipt } from "./deployProofs.ts";

const DAY = 86_400n;

describe("ReceiptProofs (OPR-9)", () => {
  /** A lane of five calls, redeemed but for the last, whose root is on chain. */
  async function withLane() {
    const proofs = await loadProofs();
    const { makeLane, digestOf, voucher, redeem, offerId } = proofs;
    const receipts = await makeLane(5);
    const tree = buildReceiptTree(await Promise.all(receipts.map(digestOf)));
    const claim = 4n * PRICE;
    await redeem(await voucher({ offerId, seq: 5n, receiptsRoot: tree.root, claim }));
    return { ...proofs, receipts, tree };
  }

  /** Two calls that were paid directly, whose root the operator posted. */
  async function withPosted() {
    const proofs = await loadProofs();
    const { makeLane, digestOf, asOperator, offerId } = proofs;
    const receipts = await makeLane(2, { accountId: DIRECT, lane: 7n });
    const tree = buildReceiptTree(await Promise.all(receipts.map(digestOf)));
    await asOperator.postReceipts(offerId, 7n, 2n, tree.root);
    return { ...proofs, receipts, tree };
  }

  describe("prove", () => {
    it("says what a receipt of the lane says, and whether it was settled", async () => {
      const { receiptProofs, receipts, tree, offer, digestOf } = await withLane();

      for (const receipt of receipts) {
        const proof = tree.proofOf(BigInt(receipt.seq));
        expect(await receiptProofs.prove(receipt, offer, proof)).to.deep.equal([
          offer.assetId,
          offer.version,
          offer.operator,
          offer.token,
          await digestOf(receipt),
          BigInt(receipt.seq) <= 4n,
        ]);
      }
    });

    it("proves an old receipt under the root of a longer lane", async () => {
      const { receiptProofs, receipts, offer, offerId, ...rest } = await withLane();
      const { makeReceipt, digestOf, voucher, redeem } = rest;
      const longer = [...receipts, await makeReceipt({ seq: 6n, cumulative: 6n * PRICE })];
      const { root, proofOf } = buildReceiptTree(await Promise.all(longer.map(digestOf)));
      await redeem(await voucher({ offerId, seq: 6n, receiptsRoot: root, claim: 6n * PRICE }));

      expect((await receiptProofs.prove(receipts[4]!, offer, proofOf(5n))).settled).to.be.true;
    });

    it("takes what the operator posted of directly paid calls as settled", async () => {
      const { receiptProofs, receipts, tree, offer } = await withPosted();

      expect((await receiptProofs.prove(receipts[1]!, offer, tree.proofOf(2n))).settled).to.be.true;
    });

    it("refuses a receipt of which a single member is different", async () => {
      const { receiptProofs, receipts, tree, offer, digestOf } = await withLane();
      const receipt = receipts[2]!;
      const proof = tree.proofOf(3n);
      const changes: Partial<Receipt>[] = [
        { requestHash: ethers.id("another request") },
        { responseHash: ethers.id("another response") },
        { units: 2n },
        { amount: PRICE + 1n },
        { cumulative: 3n * PRICE + 1n },
        { startedAt: 1n },
        { finishedAt: 1n },
        { modelHash: ethers.id("another model") },
        { seq: 4n },
      ];

      for (const change of changes) {
        const changed = { ...receipt, ...change };
        await expect(receiptProofs.prove(changed, offer, proof))
          .to.be.revertedWithCustomError(receiptProofs, "ReceiptProofs_NotInLane")
          .withArgs(await digestOf(changed), (root: string) => root !== tree.root, tree.root);
      }
    });

    it("refuses a receipt of a lane that the chain has nothing of", async () => {
      const { receiptProofs, receipts, tree, offer } = await withLane();
      const changes: Partial<Receipt>[] = [
        { accountId: ethers.id("another account") },
        { lane: 1n },
        { epoch: 1n },
      ];

      for (const change of changes) {
        await expect(receiptProofs.prove({ ...receipts[2]!, ...change }, offer, tree.proofOf(3n)))
          .to.be.revertedWithCustomError(receiptProofs, "ReceiptProofs_NotReached")
          .withArgs(3n, 0n);
      }
    });

    it("refuses a place that the lane has not reached, and those that no lane has", async () => {
      const { receiptProofs, receipts, tree, offer } = await withLane();
      const receipt = receipts[0]!;

      await expect(receiptProofs.prove({ ...receipt, seq: 6n }, offer, tree.proofOf(6n)))
        .to.be.revertedWithCustomError(receiptProofs, "ReceiptProofs_NotReached")
        .withArgs(6n, 5n);
      await expect(receiptProofs.prove({ ...receipt, seq: 0n }, offer, tree.proofOf(1n)))
        .to.be.revertedWithCustomError(receiptProofs, "ReceiptTree_NoSuchPlace")
        .withArgs(0n);
    });

    it("refuses another offer than the receipt's", async () => {
      const { receiptProofs, receipts, tree, otherOffer, otherOfferId, offerId } = await withLane();

      await expect(receiptProofs.prove(receipts[0]!, otherOffer, tree.proofOf(1n)))
        .to.be.revertedWithCustomError(receiptProofs, "ReceiptProofs_WrongOffer")
        .withArgs(otherOfferId, offerId);
    });
  });

  describe("proveSigned", () => {
    it("proves what the operator signed as well, also with a key that ended since", async () => {
      const { receiptProofs, receipts, tree, offer, ...rest } = await withLane();
      const { operators, operator, key, signReceipt, digestOf } = rest;
      const signed = await signReceipt(receipts[1]!);
      await networkHelpers.time.increase(DAY);
      await operators.connect(operator).revokeKey(key.address);

      const facts = await receiptProofs.proveSigned(signed, offer, tree.proofOf(2n));
      expect(facts.digest).to.equal(await digestOf(receipts[1]!));
    });

    it("refuses what nobody signed that may sign for the operator", async () => {
      const { receiptProofs, receipts, tree, offer, ...rest } = await withLane();
      const { operator, otherKey, signReceipt } = rest;
      const receipt = receipts[1]!;
      const [stray, good] = [createKey(9), await signReceipt(receipt)];

      for (const [signature, signer] of [
        [(await signReceipt(receipt, otherKey)).signature, otherKey.address],
        [(await signReceipt(receipt, stray)).signature, stray.address],
        [malleate(good.signature), ethers.ZeroAddress],
        ["0x", ethers.ZeroAddress],
      ] as const) {
        await expect(receiptProofs.proveSigned({ receipt, signature }, offer, tree.proofOf(2n)))
          .to.be.revertedWithCustomError(receiptProofs, "ReceiptProofs_NotOperatorsKey")
          .withArgs(operator, signer, receipt.finishedAt);
      }
    });

    it("refuses what the lane does not hold, whoever signed it", async () => {
      const { receiptProofs, tree, offer, makeSigned } = await withLane();
      const signed = await makeSigned({ responseHash: ethers.id("another response") });

      await expect(
        receiptProofs.proveSigned(signed, offer, tree.proofOf(1n)),
      ).to.be.revertedWithCustomError(receiptProofs, "ReceiptProofs_NotInLane");
    });
  });

  describe("digestOf", () => {
    it("is what the operator signs (SYS-4)", async () => {
      const { receiptProofs, makeReceipt, digestOf } = await loadProofs();
      const receipt = await makeReceipt();

      expect(await receiptProofs.digestOf(receipt)).to.equal(await digestOf(receipt));
    });
  });
});
