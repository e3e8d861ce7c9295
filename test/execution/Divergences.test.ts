import { expect } from "chai";

import { ethers, latestTime, networkHelpers } from "../helpers/chain.ts";
import { createKey, ONE_SAHARA } from "../helpers/operators.ts";
import { malleate } from "../helpers/signatures.ts";
import { STAKE } from "./deployMetering.ts";
import { loadProofs, type Receipt } from "./deployProofs.ts";

const RULING_PERIOD = 14n * 86_400n;
const BOND = 100n * ONE_SAHARA;
const MAX_SLASH = 100_000n * ONE_SAHARA;
const VERDICT = {
  none: 0n,
  firstWrong: 1n,
  secondWrong: 2n,
  bothWrong: 3n,
  unfounded: 4n,
} as const;
const REQUEST = ethers.id("request");
const [RESPONSE, OTHER_RESPONSE] = [ethers.id("response"), ethers.id("another response")];
/** A tenth of the stake. */
const SLASHED = STAKE / 10n;

describe("Divergences", () => {
  /** Two operators have answered one request differently. */
  async function withAnswers() {
    const proofs = await loadProofs();
    const { offer, otherOffer, otherOfferId, otherKey, divergences, reporter } = proofs;
    const makeFirst = async (options: Partial<Receipt> = {}) => await proofs.makeSigned(options);
    const makeSecond = async (options: Partial<Receipt> = {}) =>
      await proofs.makeSigned(
        { offerId: otherOfferId, responseHash: OTHER_RESPONSE, ...options },
        otherKey,
      );
    const [first, second] = [await makeFirst(), await makeSecond()];
    const open = async (one = first, other = second) =>
      await divergences.connect(reporter).open(one, offer, other, otherOffer);
    return { ...proofs, first, second, makeFirst, makeSecond, open };
  }

  /** A dispute is open since `openedAt`. */
  async function withDispute() {
    const world = await withAnswers();
    await world.open();
    const asArbiter = world.divergences.connect(world.arbiter);
    return { ...world, asArbiter, openedAt: await latestTime() };
  }

  describe("open", () => {
    it("takes a bond and keeps who answered what (OPR-10)", async () => {
      const { divergences, token, reporter, operator, otherOperator, key, otherKey, ...rest } =
        await withAnswers();
      const transaction = rest.open();
      await transaction;
      const openedAt = await latestTime();

      await expect(transaction)
        .to.emit(divergences, "DivergenceOpened")
        .withArgs(
          1n,
          operator,
          otherOperator,
          reporter,
          rest.offer.modelHash,
          REQUEST,
          RESPONSE,
          OTHER_RESPONSE,
        );
      await expect(transaction).to.changeTokenBalances(
        ethers,
        token,
        [reporter, divergences],
        [-BOND, BOND],
      );
      expect(await divergences.bond()).to.equal(BOND);
      expect(await divergences.divergenceCount()).to.equal(1n);
      expect(await divergences.divergenceOf(1n)).to.deep.equal([
        reporter.address,
        openedAt,
        VERDICT.none,
        operator.address,
        key.address,
        otherOperator.address,
        otherKey.address,
        BOND,
      ]);
    });

    it("takes two receipts once, in whatever order", async () => {
      const { divergences, reporter, first, offer, second, otherOffer, open } = await withDispute();

      await expect(open())
        .to.be.revertedWithCustomError(divergences, "Divergences_AlreadyOpened")
        .withArgs(1n);
      await expect(divergences.connect(reporter).open(second, otherOffer, first, offer))
        .to.be.revertedWithCustomError(divergences, "Divergences_AlreadyOpened")
        .withArgs(1n);
    });

    it("refuses answers that agree, and answers to two requests", async () => {
      const { divergences, first, makeSecond, open } = await withAnswers();
      const requestHash = ethers.id("another request");

      await expect(open(first, await makeSecond({ responseHash: RESPONSE })))
        .to.be.revertedWithCustomError(divergences, "Divergences_SameResponse")
        .withArgs(RESPONSE);
      await expect(open(first, await makeSecond({ requestHash })))
        .to.be.revertedWithCustomError(divergences, "Divergences_DifferentRequests")
        .withArgs(REQUEST, requestHash);
    });

    it("refuses two answers of one operator", async () => {
      const { divergences, reporter, operator, offer, first, makeFirst } = await withAnswers();
      const second = await makeFirst({ responseHash: OTHER_RESPONSE });

      await expect(divergences.connect(reporter).open(first, offer, second, offer))
        .to.be.revertedWithCustomError(divergences, "Divergences_SameOperator")
        .withArgs(operator);
    });

    it("refuses models that are not one and the same", async () => {
      const { divergences, reporter, otherOperator, offer, first, open, ...rest } =
        await withAnswers();
      const modelHash = ethers.id("another model");
      const claimed = await rest.makeSecond({ modelHash });

      await expect(open(first, claimed))
        .to.be.revertedWithCustomError(divergences, "Divergences_DifferentModels")
        .withArgs(offer.modelHash, modelHash);
      const foreign = await rest.publishOffer({ operator: otherOperator.address, modelHash });
      const second = await rest.makeSecond({ offerId: foreign.offerId, modelHash });
      await expect(divergences.connect(reporter).open(first, offer, second, foreign.offer))
        .to.be.revertedWithCustomError(divergences, "Divergences_DifferentModels")
        .withArgs(offer.modelHash, modelHash);
    });

    it("refuses offers that do not promise the same answer everywhere", async () => {
      const { divergences, reporter, otherOperator, offer, first, ...rest } = await withAnswers();
      const loose = await rest.publishOffer({
        operator: otherOperator.address,
        attestationPolicy: ethers.ZeroHash,
      });
      const second = await rest.makeSecond({ offerId: loose.offerId });

      await expect(divergences.connect(reporter).open(first, offer, second, loose.offer))
        .to.be.revertedWithCustomError(divergences, "Divergences_NotDeterministic")
        .withArgs(loose.offerId);
    });

    it("refuses another offer than a receipt's", async () => {
      const { divergences, reporter, offer, offerId, otherOfferId, first, second } =
        await withAnswers();

      await expect(divergences.connect(reporter).open(first, offer, second, offer))
        .to.be.revertedWithCustomError(divergences, "Divergences_WrongOffer")
        .withArgs(offerId, otherOfferId);
    });

    it("refuses what no key of the operator signed (OPR-7)", async () => {
      const { divergences, otherOperator, first, second, signReceipt, open } = await withAnswers();
      const { receipt } = second;
      const stray = createKey(9);

      for (const [signature, signer] of [
        [(await signReceipt(receipt, stray)).signature, stray.address],
        [malleate(second.signature), ethers.ZeroAddress],
      ] as const) {
        await expect(open(first, { receipt, signature }))
          .to.be.revertedWithCustomError(divergences, "Divergences_NotOperatorsKey")
          .withArgs(otherOperator, signer, receipt.finishedAt);
      }
    });
  });

  describe("rule", () => {
    for (const [verdict, wrong] of [
      ["firstWrong", [0]],
      ["secondWrong", [1]],
      ["bothWrong", [0, 1]],
    ] as const) {
      it(`slashes a tenth of the stake of whoever was wrong: ${verdict} (OPR-11)`, async () => {
        const { divergences, operators, reporter, asArbiter, ...rest } = await withDispute();
        const answerers = [rest.operator, rest.otherOperator];
        const transaction = asArbiter.rule(1n, VERDICT[verdict]);

        await expect(transaction)
          .to.emit(divergences, "DivergenceRuled")
          .withArgs(1n, VERDICT[verdict]);
        for (const [i, operator] of answerers.entries()) {
          const slashed = wrong.some((index) => index === i) ? SLASHED : 0n;
          expect((await operators.operatorOf(operator)).stake).to.equal(STAKE - slashed);
        }
        const reward = (SLASHED * 3n) / 10n;
        expect(await operators.rewardOf(reporter)).to.equal(reward * BigInt(wrong.length));
        expect(await divergences.creditOf(reporter)).to.equal(BOND);
        const { verdict: kept, bond } = await divergences.divergenceOf(1n);
        expect([kept, bond]).to.deep.equal([VERDICT[verdict], 0n]);
      });
    }

    it("names the dispute where it slashes", async () => {
      const { operators, operator, reporter, asArbiter } = await withDispute();

      await expect(asArbiter.rule(1n, VERDICT.firstWrong))
        .to.emit(operators, "Slashed")
        .withArgs(
          operator,
          ethers.ZeroAddress,
          reporter,
          SLASHED,
          (SLASHED * 3n) / 10n,
          0n,
          ethers.toBeHex(1n, 32),
        );
    });

    it("slashes 100,000 SAHARA at most (OPR-11)", async () => {
      const { operators, token, deployer, operator, asArbiter } = await withDispute();
      const rich = 30n * MAX_SLASH;
      await token.connect(deployer).approve(operators, rich);
      await operators.connect(deployer).stake(operator, rich);

      await asArbiter.rule(1n, VERDICT.firstWrong);
      expect((await operators.operatorOf(operator)).stake).to.equal(STAKE + rich - MAX_SLASH);
    });

    it("forfeits the bond of an unfounded dispute to the treasury, and slashes nobody", async () => {
      const { divergences, operators, timelock, reporter, asArbiter, operator, otherOperator } =
        await withDispute();
      await asArbiter.rule(1n, VERDICT.unfounded);

      expect(await divergences.creditOf(timelock)).to.equal(BOND);
      expect(await divergences.creditOf(reporter)).to.equal(0n);
      for (const account of [operator, otherOperator]) {
        expect((await operators.operatorOf(account)).stake).to.equal(STAKE);
      }
    });

    it("is given once, for an open dispute, and says something (OPR-10)", async () => {
      const { divergences, asArbiter } = await withDispute();

      await expect(asArbiter.rule(1n, VERDICT.none))
        .to.be.revertedWithCustomError(divergences, "Divergences_NoVerdict")
        .withArgs(1n);
      await asArbiter.rule(1n, VERDICT.unfounded);
      for (const id of [0n, 1n, 2n]) {
        await expect(asArbiter.rule(id, VERDICT.firstWrong))
          .to.be.revertedWithCustomError(divergences, "Divergences_NotOpen")
          .withArgs(id);
      }
    });

    it("is given within 14 days", async () => {
      const { divergences, asArbiter, openedAt } = await withDispute();
      const end = openedAt + RULING_PERIOD;
      await networkHelpers.time.setNextBlockTimestamp(end);

      await expect(asArbiter.rule(1n, VERDICT.firstWrong))
        .to.be.revertedWithCustomError(divergences, "Divergences_RulingPeriodOver")
        .withArgs(1n, end);
    });

    it("is the arbiter's", async () => {
      const { divergences, reporter } = await withDispute();

      await expect(divergences.connect(reporter).rule(1n, VERDICT.firstWrong))
        .to.be.revertedWithCustomError(divergences, "AccessManagedUnauthorized")
        .withArgs(reporter);
    });
  });

  describe("lapse", () => {
    it("returns the bond when nobody ruled for 14 days (OPR-10)", async () => {
      const { divergences, operators, operator, reporter, stranger, openedAt } =
        await withDispute();
      const end = openedAt + RULING_PERIOD;
      const registry = divergences.connect(stranger);

      await networkHelpers.time.setNextBlockTimestamp(end - 1n);
      await expect(registry.lapse(1n))
        .to.be.revertedWithCustomError(divergences, "Divergences_RulingPeriodOpen")
        .withArgs(1n, end);
      await networkHelpers.time.setNextBlockTimestamp(end);
      await expect(registry.lapse(1n)).to.emit(divergences, "DivergenceLapsed").withArgs(1n);
      expect(await divergences.creditOf(reporter)).to.equal(BOND);
      expect((await operators.operatorOf(operator)).stake).to.equal(STAKE);
      await expect(registry.lapse(1n))
        .to.be.revertedWithCustomError(divergences, "Divergences_NotOpen")
        .withArgs(1n);
    });
  });

  describe("release", () => {
    it("pays each bond to whose it is, once, whoever asks (OPR-10)", async () => {
      const { divergences, token, timelock, reporter, stranger, asArbiter, ...rest } =
        await withDispute();
      await rest.open(await rest.makeFirst({ lane: 1n }));
      await asArbiter.rule(1n, VERDICT.firstWrong);
      await asArbiter.rule(2n, VERDICT.unfounded);
      expect(await token.balanceOf(divergences)).to.equal(2n * BOND);

      for (const account of [reporter, timelock]) {
        const transaction = divergences.connect(stranger).release(account);
        await expect(transaction).to.emit(divergences, "BondReleased").withArgs(account, BOND);
        await expect(transaction).to.changeTokenBalance(ethers, token, account, BOND);
        await expect(divergences.release(account))
          .to.be.revertedWithCustomError(divergences, "Divergences_NothingToRelease")
          .withArgs(account);
      }
      expect(await token.balanceOf(divergences)).to.equal(0n);
    });
  });
});
