import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { addOperatorKey, createKey } from "../helpers/operators.ts";
import { buildReceiptTree } from "../helpers/receiptTree.ts";
import { malleate } from "../helpers/signatures.ts";
import { STAKE } from "./deployMetering.ts";
import { DIRECT, loadProofs, type Receipt } from "./deployProofs.ts";

const DAY = 86_400n;
const THAW = 14n * DAY;
const MAX_UINT128 = 2n ** 128n - 1n;
const FAULT = { equivocation: 0n, accumulation: 1n, price: 2n, model: 3n, root: 4n } as const;
const SLASHED = STAKE / 2n;
const REWARD = (SLASHED * 3n) / 10n;
const OTHER_RESPONSE = { responseHash: ethers.id("another response") };

describe("FaultProofs", () => {
  /** The operator has signed two answers to one call. */
  async function withEquivocation() {
    const proofs = await loadProofs();
    const first = await proofs.makeSigned();
    const second = await proofs.makeSigned(OTHER_RESPONSE);
    return { ...proofs, first, second };
  }

  /** The operator has posted the root of two directly paid calls, with another receipt in the second place. */
  async function withFraud() {
    const proofs = await loadProofs();
    const { makeLane, makeSigned, digestOf, asOperator, offerId } = proofs;
    const posted = await makeLane(2, { accountId: DIRECT });
    const leaves = await Promise.all(posted.map(digestOf));
    const { root, proofOf } = buildReceiptTree(leaves);
    await asOperator.postReceipts(offerId, 0n, 2n, root);
    const signed = await makeSigned({ ...posted[1]!, ...OTHER_RESPONSE });
    return { ...proofs, posted, leaves, root, proofOf, signed };
  }

  describe("proveEquivocation", () => {
    it("slashes half of the stake; 30 % of that is the reporter's (OPR-1, OPR-6)", async () => {
      const { faultProofs, asReporter, operators, operator, reporter, key, offerId, ...rest } =
        await withEquivocation();
      const { first, second, digestOf, timelock } = rest;
      const digests = [await digestOf(first.receipt), await digestOf(second.receipt)].sort();
      expect(await asReporter.proveEquivocation.staticCall(first, second)).to.equal(SLASHED);
      const transaction = asReporter.proveEquivocation(first, second);

      await expect(transaction)
        .to.emit(faultProofs, "FaultProved")
        .withArgs(operator, key.address, reporter, FAULT.equivocation, offerId, SLASHED);
      await expect(transaction)
        .to.emit(operators, "Slashed")
        .withArgs(operator, key.address, reporter, SLASHED, REWARD, 0n, digests[0]);
      expect((await operators.operatorOf(operator)).stake).to.equal(STAKE - SLASHED);
      expect(await operators.rewardOf(reporter)).to.equal(REWARD);
      expect(await operators.rewardOf(timelock)).to.equal(SLASHED - REWARD);
    });

    it("slashes once, in whatever order the receipts come, and for whatever else (OPR-7)", async () => {
      const { asReporter, operators, key, first, second, makeSigned } = await withEquivocation();
      const third = await makeSigned({ responseHash: ethers.id("a third response") });
      await asReporter.proveEquivocation(first, second);

      for (const pair of [
        [first, second],
        [second, first],
        [first, third],
      ] as const) {
        await expect(asReporter.proveEquivocation(...pair))
          .to.be.revertedWithCustomError(operators, "OperatorRegistry_AlreadySlashed")
          .withArgs(key.address);
      }
    });

    it("slashes one of two keys, the same in either order (OPR-7)", async () => {
      const { asReporter, operators, operator, key, ...rest } = await loadProofs();
      const { makeReceipt, signReceipt, digestOf } = rest;
      const second = createKey(3);
      await addOperatorKey(operators, operator, second);
      const receipts = [await makeReceipt(), await makeReceipt(OTHER_RESPONSE)] as const;
      const [a, b] = [await signReceipt(receipts[0], key), await signReceipt(receipts[1], second)];
      const smaller = (await digestOf(receipts[0])) < (await digestOf(receipts[1])) ? key : second;
      await asReporter.proveEquivocation(b, a);

      expect((await operators.keyOf(operator, smaller.address)).slashed).to.be.true;
      await expect(asReporter.proveEquivocation(a, b))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_AlreadySlashed")
        .withArgs(smaller.address);
      expect((await operators.operatorOf(operator)).stake).to.equal(STAKE - SLASHED);
    });

    it("reaches stake that thaws or has thawed, until it left (OPR-5)", async () => {
      const { asReporter, operators, operator, first, second } = await withEquivocation();
      const registry = operators.connect(operator);
      await registry.requestUnstake(STAKE);
      await networkHelpers.time.increase(THAW);
      await asReporter.proveEquivocation(first, second);

      const { stake, thawing } = await operators.operatorOf(operator);
      expect([stake, thawing]).to.deep.equal([STAKE - SLASHED, STAKE - SLASHED]);
      await expect(registry.withdrawStake(operator))
        .to.emit(operators, "StakeWithdrawn")
        .withArgs(operator, operator, STAKE - SLASHED);
    });

    it("finds nothing where all stake has left, and still ends the key", async () => {
      const { asReporter, operators, operator, key, first, second } = await withEquivocation();
      const registry = operators.connect(operator);
      await registry.requestUnstake(STAKE);
      await networkHelpers.time.increase(THAW);
      await registry.withdrawStake(operator);

      expect(await asReporter.proveEquivocation.staticCall(first, second)).to.equal(0n);
      await asReporter.proveEquivocation(first, second);
      expect((await operators.keyOf(operator, key.address)).slashed).to.be.true;
    });

    it("reaches what a key signed before it was revoked (OPR-5, OPR-7)", async () => {
      const { asReporter, operators, operator, key, first, second } = await withEquivocation();
      await networkHelpers.time.increase(DAY);
      await operators.connect(operator).revokeKey(key.address);

      await asReporter.proveEquivocation(first, second);
      expect((await operators.operatorOf(operator)).stake).to.equal(STAKE - SLASHED);
    });

    it("takes no receipt from outside the time of its key (OPR-7)", async () => {
      const { faultProofs, asReporter, operators, operator, key, makeSigned } = await loadProofs();
      await networkHelpers.time.increase(DAY);
      await operators.connect(operator).revokeKey(key.address);
      const { from, until } = await operators.keyOf(operator, key.address);

      for (const finishedAt of [from - 1n, until]) {
        const first = await makeSigned({ finishedAt });
        const second = await makeSigned({ finishedAt, ...OTHER_RESPONSE });
        await expect(asReporter.proveEquivocation(first, second))
          .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NotOperatorsKey")
          .withArgs(operator, key.address, finishedAt);
      }
      const last = { finishedAt: until - 1n };
      await asReporter.proveEquivocation(
        await makeSigned(last),
        await makeSigned({ ...last, ...OTHER_RESPONSE }),
      );
    });

    it("costs an operator that reports itself more than a third of its stake (OPR-6)", async () => {
      const { faultProofs, operators, token, operator, first, second } = await withEquivocation();
      await faultProofs.connect(operator).proveEquivocation(first, second);
      const registry = operators.connect(operator);
      const before = await token.balanceOf(operator);
      await registry.withdrawReward(operator);
      await registry.requestUnstake(STAKE - SLASHED);
      await networkHelpers.time.increase(THAW);
      await registry.withdrawStake(operator);

      expect((await token.balanceOf(operator)) - before).to.equal((STAKE * 65n) / 100n);
    });

    it("finds no fault in one receipt, given twice (OPR-8)", async () => {
      const { faultProofs, asReporter, first } = await withEquivocation();

      await expect(asReporter.proveEquivocation(first, first))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NoFault")
        .withArgs(FAULT.equivocation);
    });

    it("takes no receipts of two places (OPR-8)", async () => {
      const { faultProofs, asReporter, first, otherOfferId, makeSigned } = await withEquivocation();
      const changes: Partial<Receipt>[] = [
        { accountId: ethers.id("another account") },
        { offerId: otherOfferId },
        { lane: 1n },
        { epoch: 1n },
        { seq: 2n },
      ];

      for (const change of changes) {
        await expect(
          asReporter.proveEquivocation(first, await makeSigned(change)),
        ).to.be.revertedWithCustomError(faultProofs, "FaultProofs_DifferentPlaces");
      }
    });

    it("takes no signature but that of a key of the offer's operator (OPR-7)", async () => {
      const { faultProofs, asReporter, operator, otherKey, first, second, ...rest } =
        await withEquivocation();
      const { receipt } = second;
      const { finishedAt } = receipt;
      const byOther = await rest.signReceipt(receipt, otherKey);

      for (const [signature, signer] of [
        [byOther.signature, otherKey.address],
        [malleate(second.signature), ethers.ZeroAddress],
        [ethers.dataSlice(second.signature, 0, 64), ethers.ZeroAddress],
        ["0x", ethers.ZeroAddress],
      ] as const) {
        const forged = { receipt, signature };
        for (const pair of [
          [first, forged],
          [forged, first],
        ] as const) {
          await expect(asReporter.proveEquivocation(...pair))
            .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NotOperatorsKey")
            .withArgs(operator, signer, finishedAt);
        }
      }
    });

    it("takes no receipts of an offer that nobody published", async () => {
      const { faultProofs, asReporter, key, makeSigned } = await loadProofs();
      const offerId = ethers.id("no such offer");
      const first = await makeSigned({ offerId });

      await expect(
        asReporter.proveEquivocation(first, await makeSigned({ offerId, ...OTHER_RESPONSE })),
      )
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NotOperatorsKey")
        .withArgs(ethers.ZeroAddress, key.address, first.receipt.finishedAt);
    });
  });

  describe("proveBrokenAccumulation", () => {
    it("slashes for a receipt that does not add up with the one before", async () => {
      const { makeSigned, faultProofs, asReporter, ...rest } = await loadProofs();
      const { operator, reporter, key, offerId } = rest;
      const first = await makeSigned({ seq: 4n, cumulative: 40n });
      const second = await makeSigned({ seq: 5n, amount: 10n, cumulative: 51n });

      await expect(asReporter.proveBrokenAccumulation(first, second))
        .to.emit(faultProofs, "FaultProved")
        .withArgs(operator, key.address, reporter, FAULT.accumulation, offerId, SLASHED);
    });

    it("slashes for a first receipt that does not start at its amount", async () => {
      const { makeSigned, faultProofs, asReporter } = await loadProofs();
      const first = await makeSigned({ amount: 10n, cumulative: 11n });

      await expect(asReporter.proveBrokenAccumulation(first, first)).to.emit(
        faultProofs,
        "FaultProved",
      );
    });

    it("adds up beyond what a receipt can hold", async () => {
      const { makeSigned, faultProofs, asReporter } = await loadProofs();
      const seq = 2n ** 64n - 2n;
      const first = await makeSigned({ seq, cumulative: MAX_UINT128 });
      const second = await makeSigned({ seq: seq + 1n, amount: MAX_UINT128, cumulative: 0n });

      await expect(asReporter.proveBrokenAccumulation(first, second)).to.emit(
        faultProofs,
        "FaultProved",
      );
    });

    it("finds no fault in what adds up (OPR-8)", async () => {
      const { makeLane, signReceipt, faultProofs, asReporter } = await loadProofs();
      const [first, second] = await Promise.all((await makeLane(2)).map((r) => signReceipt(r)));

      for (const pair of [
        [first!, first!],
        [first!, second!],
      ] as const) {
        await expect(asReporter.proveBrokenAccumulation(...pair))
          .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NoFault")
          .withArgs(FAULT.accumulation);
      }
    });

    it("takes no receipts that do not follow each other in one lane (OPR-8)", async () => {
      const { makeSigned, otherOfferId, faultProofs, asReporter } = await loadProofs();
      const broken = { amount: 1n, cumulative: 99n };
      const places: [Partial<Receipt>, Partial<Receipt>][] = [
        [{ seq: 1n }, { seq: 3n }],
        [{ seq: 3n }, { seq: 2n }],
        [{ seq: 2n }, { seq: 2n }],
        [{ seq: 0n }, { seq: 0n }],
        [{ seq: 0n }, { seq: 1n }],
        [{ seq: 2n ** 64n - 1n }, { seq: 0n }],
        [{ seq: 1n }, { seq: 1n, units: 2n }],
        [{ seq: 1n }, { seq: 2n, lane: 1n }],
        [{ seq: 1n }, { seq: 2n, epoch: 1n }],
        [{ seq: 1n }, { seq: 2n, accountId: ethers.id("another account") }],
      ];

      for (const [one, other] of places) {
        const first = await makeSigned({ ...broken, ...one });
        const second = await makeSigned({ ...broken, ...other });
        await expect(
          asReporter.proveBrokenAccumulation(first, second),
        ).to.be.revertedWithCustomError(faultProofs, "FaultProofs_DifferentPlaces");
      }
      const elsewhere = await makeSigned({ ...broken, seq: 2n, offerId: otherOfferId });
      await expect(
        asReporter.proveBrokenAccumulation(await makeSigned(broken), elsewhere),
      ).to.be.revertedWithCustomError(faultProofs, "FaultProofs_NotOperatorsKey");
    });
  });

  describe("proveOverPrice", () => {
    it("slashes for an amount above the cap of the offer", async () => {
      const { makeSigned, faultProofs, asReporter, offer, offerId, ...rest } = await loadProofs();
      const { operator, reporter, key } = rest;
      const receipt = await makeSigned({ amount: BigInt(offer.maxPricePerCall) + 1n });

      await expect(asReporter.proveOverPrice(receipt, offer))
        .to.emit(faultProofs, "FaultProved")
        .withArgs(operator, key.address, reporter, FAULT.price, offerId, SLASHED);
    });

    it("finds no fault in the cap itself (OPR-8)", async () => {
      const { makeSigned, faultProofs, asReporter, offer } = await loadProofs();
      const receipt = await makeSigned({ amount: offer.maxPricePerCall });

      await expect(asReporter.proveOverPrice(receipt, offer))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NoFault")
        .withArgs(FAULT.price);
    });

    it("takes no other offer, and nobody else's signature (OPR-7)", async () => {
      const { makeSigned, faultProofs, asReporter, offer, offerId, ...rest } = await loadProofs();
      const { operator, otherOffer, otherOfferId, otherKey } = rest;
      const dear = { amount: MAX_UINT128 };

      await expect(asReporter.proveOverPrice(await makeSigned(dear), otherOffer))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_WrongOffer")
        .withArgs(otherOfferId, offerId);
      const forged = await makeSigned(dear, otherKey);
      await expect(asReporter.proveOverPrice(forged, offer))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NotOperatorsKey")
        .withArgs(operator, otherKey.address, forged.receipt.finishedAt);
    });
  });

  describe("proveWrongModel", () => {
    it("slashes for another model than the offer's", async () => {
      const { makeSigned, faultProofs, asReporter, offer, offerId, ...rest } = await loadProofs();
      const { operator, reporter, key } = rest;
      const receipt = await makeSigned({ modelHash: ethers.id("a smaller model") });

      await expect(asReporter.proveWrongModel(receipt, offer))
        .to.emit(faultProofs, "FaultProved")
        .withArgs(operator, key.address, reporter, FAULT.model, offerId, SLASHED);
    });

    it("finds no fault in the offer's model, and takes no other offer (OPR-8)", async () => {
      const { makeSigned, faultProofs, asReporter, offer, offerId, ...rest } = await loadProofs();
      const receipt = await makeSigned();

      await expect(asReporter.proveWrongModel(receipt, offer))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NoFault")
        .withArgs(FAULT.model);
      await expect(asReporter.proveWrongModel(receipt, rest.otherOffer))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_WrongOffer")
        .withArgs(rest.otherOfferId, offerId);
    });
  });

  describe("proveRootFraud", () => {
    it("slashes for a root with something else in the receipt's place", async () => {
      const { faultProofs, asReporter, signed, leaves, proofOf, offerId, ...rest } =
        await withFraud();
      const { operator, reporter, key } = rest;

      await expect(asReporter.proveRootFraud(signed, leaves[1]!, proofOf(2n)))
        .to.emit(faultProofs, "FaultProved")
        .withArgs(operator, key.address, reporter, FAULT.root, offerId, SLASHED);
    });

    it("slashes for a root that says it reaches further than it does", async () => {
      const { faultProofs, asReporter, asOperator, offerId, makeSigned, root, proofOf } =
        await withFraud();
      await asOperator.postReceipts(offerId, 0n, 3n, root);
      const third = await makeSigned({ accountId: DIRECT, seq: 3n });

      await expect(asReporter.proveRootFraud(third, ethers.ZeroHash, proofOf(3n))).to.emit(
        faultProofs,
        "FaultProved",
      );
    });

    it("finds no fault in what was posted as it was signed (OPR-8)", async () => {
      const { faultProofs, asReporter, posted, leaves, proofOf, signReceipt } = await withFraud();
      const honest = await signReceipt(posted[1]!);

      await expect(asReporter.proveRootFraud(honest, leaves[1]!, proofOf(2n)))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NoFault")
        .withArgs(FAULT.root);
    });

    it("finds no fault in what was not posted yet (OPR-8)", async () => {
      const { faultProofs, asReporter, makeSigned, proofOf } = await withFraud();
      const third = await makeSigned({ accountId: DIRECT, seq: 3n });

      await expect(asReporter.proveRootFraud(third, ethers.ZeroHash, proofOf(3n)))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NoFault")
        .withArgs(FAULT.root);
    });

    it("takes no leaf that is not in its place under the root", async () => {
      const { faultProofs, asReporter, signed, leaves, root, proofOf } = await withFraud();

      for (const [leaf, proof] of [
        [ethers.ZeroHash, proofOf(2n)],
        [leaves[0]!, proofOf(1n)],
      ] as const) {
        await expect(asReporter.proveRootFraud(signed, leaf, proof))
          .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NotUnderRoot")
          .withArgs((computed: string) => computed !== root, root);
      }
    });

    it("takes no receipt of an account, whose roots are the payer's word (OPR-8)", async () => {
      const { faultProofs, asReporter, leaves, proofOf, makeSigned } = await withFraud();

      for (const receipt of [
        await makeSigned({ seq: 2n }),
        await makeSigned({ seq: 2n, accountId: DIRECT, epoch: 1n }),
      ]) {
        await expect(
          asReporter.proveRootFraud(receipt, leaves[1]!, proofOf(2n)),
        ).to.be.revertedWithCustomError(faultProofs, "FaultProofs_DifferentPlaces");
      }
    });

    it("takes no place that no lane has, and nobody else's signature (OPR-7)", async () => {
      const { faultProofs, asReporter, operator, signed, leaves, proofOf, ...rest } =
        await withFraud();
      const { makeSigned, signReceipt, otherKey } = rest;

      await expect(
        asReporter.proveRootFraud(
          await makeSigned({ accountId: DIRECT, seq: 0n }),
          leaves[0]!,
          proofOf(1n),
        ),
      )
        .to.be.revertedWithCustomError(faultProofs, "ReceiptTree_NoSuchPlace")
        .withArgs(0n);
      const forged = await signReceipt(signed.receipt, otherKey);
      await expect(asReporter.proveRootFraud(forged, leaves[1]!, proofOf(2n)))
        .to.be.revertedWithCustomError(faultProofs, "FaultProofs_NotOperatorsKey")
        .withArgs(operator, otherKey.address, signed.receipt.finishedAt);
    });
  });

  it("finds no fault in an honest lane, whatever is put together (OPR-8)", async () => {
    const { asReporter, asOperator, offer, offerId, ...rest } = await loadProofs();
    const { makeLane, signReceipt, digestOf } = rest;
    const receipts = await makeLane(3, { accountId: DIRECT });
    const signed = await Promise.all(receipts.map((receipt) => signReceipt(receipt)));
    const leaves = await Promise.all(receipts.map(digestOf));
    const { root, proofOf } = buildReceiptTree(leaves);
    await asOperator.postReceipts(offerId, 0n, 3n, root);

    for (const one of signed) {
      const attempts = [
        () => asReporter.proveOverPrice(one, offer),
        () => asReporter.proveWrongModel(one, offer),
        ...leaves.map(
          (leaf, i) => () => asReporter.proveRootFraud(one, leaf, proofOf(BigInt(i + 1))),
        ),
        ...signed.flatMap((other) => [
          () => asReporter.proveEquivocation(one, other),
          () => asReporter.proveBrokenAccumulation(one, other),
        ]),
      ];
      for (const attempt of attempts) await expect(attempt()).to.be.revert(ethers);
    }
  });
});
