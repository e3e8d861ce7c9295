import { expect } from "chai";

import { FEE_BPS, NO_SUCH_OFFER, OPERATOR_BPS } from "../execution/deployMetering.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { deployToken } from "../helpers/deployToken.ts";
import { SAHARA_BIT } from "../helpers/assets.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";
import { EPOCH, loadIncentives, PROTOCOL, UNITS } from "./deployIncentives.ts";
import { createIncentivesModel, createOffer } from "./incentivesModel.ts";

const GROSS = 4_000_000n;
const FEE = (GROSS * FEE_BPS) / 10_000n;
/** Most that comes back of FEE. */
const MOST = (FEE * 8_000n) / 10_000n;
const BUDGET = 10n * FEE;
const HIGHEST_FEE_BPS = 500n;
const SEED = 20_261_127n;

const splitOf = (reward: bigint) => {
  const toOperator = (reward * OPERATOR_BPS) / 10_000n;
  return { toOperator, toAsset: reward - toOperator };
};

describe("Incentives", () => {
  describe("fund", () => {
    it("adds to the budget of this epoch or one of the next twelve", async () => {
      const { incentives, token, timelock, fund } = await loadIncentives();
      const funded = fund(BUDGET);

      await expect(funded)
        .to.emit(incentives, "BudgetFunded")
        .withArgs(0n, token, timelock, BUDGET);
      await expect(funded).to.changeTokenBalances(
        ethers,
        token,
        [timelock, incentives],
        [-BUDGET, BUDGET],
      );
      await fund(1n);
      await fund(7n, 12n);
      expect(await incentives.budgetOf(0n, token)).to.deep.equal([BUDGET + 1n, 0n, false]);
      expect(await incentives.budgetOf(12n, token)).to.deep.equal([7n, 0n, false]);
      expect(await incentives.endOf(0n)).to.equal((await incentives.START()) + EPOCH);
    });

    it("refuses epochs that are over or far away", async () => {
      const { incentives, fund, endEpoch } = await loadIncentives();
      await endEpoch();

      for (const epoch of [0n, 14n]) {
        await expect(fund(1n, epoch))
          .to.be.revertedWithCustomError(incentives, "Incentives_EpochOutOfBounds")
          .withArgs(epoch, 1n, 13n);
      }
    });

    it("counts what arrived, and refuses what is no currency, brings nothing or does not fit (INC-5)", async () => {
      const { incentives, ledger, council, token, payer, stranger, fund } = await loadIncentives();
      const dear = await deployToken("FeeToken", 2_500n);
      const asPayer = incentives.connect(payer);
      await ledger.connect(council).listCurrency(dear);
      await dear.mint(payer, 2n ** 100n);
      await dear.connect(payer).approve(incentives, ethers.MaxUint256);
      await asPayer.fund(0n, dear, 1_000n);
      expect((await incentives.budgetOf(0n, dear)).amount).to.equal(750n);

      await expect(fund(0n))
        .to.be.revertedWithCustomError(incentives, "Incentives_NothingReceived")
        .withArgs(token);
      for (const none of [stranger.address, ethers.ZeroAddress]) {
        await expect(asPayer.fund(0n, none, 1n))
          .to.be.revertedWithCustomError(incentives, "Incentives_NotACurrency")
          .withArgs(none);
      }
      const most = 2n ** 96n - 1n;
      const arriving = most - most / 4n;
      await asPayer.fund(0n, dear, most);
      await expect(asPayer.fund(0n, dear, most))
        .to.be.revertedWithCustomError(incentives, "Incentives_BudgetTooHigh")
        .withArgs(2n * arriving + 750n, most);
    });
  });

  describe("report (INC-2)", () => {
    it("counts each fee once, in the epoch in which anyone reports it", async () => {
      const { incentives, token, stranger, offerId, use, endEpoch } = await loadIncentives();
      const asStranger = incentives.connect(stranger);
      await use(offerId, GROSS);
      await expect(asStranger.report([offerId, offerId]))
        .to.emit(incentives, "FeesReported")
        .withArgs(offerId, 0n, token, FEE, FEE);
      await use(offerId, GROSS);
      await endEpoch();
      await asStranger.report([offerId]);

      expect(await incentives.reportOf(0n, offerId)).to.deep.equal([FEE, 0n, false]);
      expect(await incentives.reportOf(1n, offerId)).to.deep.equal([FEE, 0n, false]);
      expect((await incentives.budgetOf(1n, token)).fees).to.equal(FEE);
      expect(await incentives.reportedOf(offerId)).to.equal(2n * GROSS);
    });

    it("counts what has reached the ledger, and no income that has not", async () => {
      const { incentives, source, offerId } = await loadIncentives();
      await source.payIn(offerId, GROSS);

      await expect(incentives.report([offerId])).not.to.emit(incentives, "FeesReported");
      await expect(incentives.report([NO_SUCH_OFFER]))
        .to.be.revertedWithCustomError(incentives, "Incentives_UnknownOffer")
        .withArgs(NO_SUCH_OFFER);
    });

    it("counts a fee for the treasury's part of it, the least that was seen (INC-3)", async () => {
      const { incentives, token, ledger, payer, offerId, use, releaseUnits } =
        await loadIncentives();
      await releaseUnits(payer.address, UNITS / 4n);
      await use(offerId, GROSS);
      await expect(incentives.observe())
        .to.emit(incentives, "TreasuryUnitsFell")
        .withArgs(UNITS, (UNITS * 3n) / 4n);
      // Whoever has collected its part of the fees may give the units up.
      await ledger.connect(payer).claim(PROTOCOL, token, payer, []);
      await ledger.connect(payer).bindUnits(PROTOCOL, UNITS / 4n);
      await incentives.report([offerId]);

      expect(await incentives.treasuryUnits()).to.equal((UNITS * 3n) / 4n);
      expect((await incentives.reportOf(0n, offerId)).fees).to.equal((FEE * 3n) / 4n);
    });
  });

  describe("rewards (INC-1, INC-4)", () => {
    it("are four fifths of the fees where the budget reaches", async () => {
      const { incentives, ledger, token, dataset, operator, offerId, ...rest } =
        await loadIncentives();
      const { fund, use, endEpoch, stranger } = rest;
      await fund(BUDGET);
      await use(offerId, GROSS);
      await incentives.report([offerId]);
      const epoch = await endEpoch();
      const { toOperator, toAsset } = splitOf(MOST);
      const accrued = async () => (await ledger.streamOf(dataset, token)).accrued;
      const before = await accrued();

      expect(await incentives.rewardOf(epoch, offerId)).to.deep.equal([toOperator, toAsset]);
      await expect(incentives.connect(stranger).passRewards(epoch, [offerId]))
        .to.emit(incentives, "IncentivePassed")
        .withArgs(offerId, epoch, token, toAsset);
      expect((await accrued()) - before).to.equal(toAsset);
      const withdrawn = incentives.connect(operator).withdrawRewards(epoch, [offerId], stranger);
      await expect(withdrawn)
        .to.emit(incentives, "IncentiveWithdrawn")
        .withArgs(offerId, epoch, operator, stranger, toOperator);
      await expect(withdrawn).to.changeTokenBalance(ethers, token, stranger, toOperator);
    });

    it("share a smaller budget by the fees, and are paid once (INC-5)", async () => {
      const { incentives, token, operator, offerId, publish, fund, use, endEpoch } =
        await loadIncentives();
      const other = await publish();
      await fund(1_000n);
      await use(offerId, GROSS);
      await use(other, 3n * GROSS);
      await incentives.report([offerId, other]);
      const epoch = await endEpoch();
      const asOperator = incentives.connect(operator);

      expect(await incentives.rewardOf(epoch, offerId)).to.deep.equal([150n, 100n]);
      expect(await incentives.rewardOf(epoch, other)).to.deep.equal([450n, 300n]);
      for (let i = 0; i < 2; ++i) {
        await incentives.passRewards(epoch, [offerId, other, offerId]);
        await asOperator.withdrawRewards(epoch, [offerId, other, other], operator);
      }
      expect(await asOperator.withdrawRewards.staticCall(epoch, [], operator)).to.equal(0n);
      expect(await token.balanceOf(incentives)).to.equal(0n);
      expect(await incentives.reportOf(epoch, other)).to.deep.equal([3n * FEE, 300n, true]);
    });

    it("wait for the end of the epoch, and for their operator", async () => {
      const { incentives, operator, stranger, offerId, publish, ...rest } = await loadIncentives();
      const { fund, use, endEpoch, ledger, council, payer, meter } = rest;
      await fund(BUDGET);
      await use(offerId, GROSS);
      await incentives.report([offerId]);
      const end = await incentives.endOf(0n);
      const asOperator = incentives.connect(operator);

      for (const early of [
        incentives.passRewards(0n, [offerId]),
        asOperator.withdrawRewards(0n, [offerId], operator),
        incentives.returnUnspent(0n, rest.token),
      ]) {
        await expect(early)
          .to.be.revertedWithCustomError(incentives, "Incentives_EpochNotOver")
          .withArgs(0n, end);
      }
      await expect(incentives.passRewards(2n ** 200n, []))
        .to.be.revertedWithCustomError(incentives, "Incentives_EpochNotOver")
        .withArgs(2n ** 200n, 2n ** 256n - 1n);
      await endEpoch();
      await expect(incentives.connect(stranger).withdrawRewards(0n, [offerId], stranger))
        .to.be.revertedWithCustomError(incentives, "Incentives_NotOperator")
        .withArgs(stranger, operator);
      await expect(
        asOperator.withdrawRewards(0n, [offerId], ethers.ZeroAddress),
      ).to.be.revertedWithCustomError(incentives, "Incentives_ZeroAccount");
      const odd = await deployToken("PlainToken", 18n);
      await ledger.connect(council).listCurrency(odd);
      const assetId = await rest.registerAsset({ currencies: 0b100n });
      const oddOffer = await publish({ assetId, token: await odd.getAddress() });
      await expect(asOperator.withdrawRewards(0n, [offerId, oddOffer], operator))
        .to.be.revertedWithCustomError(incentives, "Incentives_TokensDiffer")
        .withArgs(oddOffer, odd, rest.token);
      await expect(
        incentives.connect(payer).onCollect(payer, rest.token, 1n),
      ).to.be.revertedWithCustomError(incentives, "Incentives_NotLedger");
      expect((await meter.earningsOf(oddOffer)).gross).to.equal(0n);
    });

    it("of a frozen asset wait, and the operator's do not (INC-8)", async () => {
      const { incentives, ledger, operator, arbiter, dataset, offerId, ...rest } =
        await loadIncentives();
      const { token, fund, use, endEpoch, now } = rest;
      await fund(BUDGET);
      await use(offerId, GROSS);
      await incentives.report([offerId]);
      const epoch = await endEpoch();
      await ledger.connect(arbiter).freeze(dataset, (await now()) + 86_400n);

      await expect(incentives.passRewards(epoch, [offerId]))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
      const { toOperator, toAsset } = splitOf(MOST);
      await expect(
        incentives.connect(operator).withdrawRewards(epoch, [offerId], operator),
      ).to.changeTokenBalance(ethers, token, operator, toOperator);
      await ledger.connect(arbiter).thaw(dataset);
      await incentives.passRewards(epoch, [offerId]);
      expect((await incentives.reportOf(epoch, offerId)).passed).to.equal(toAsset);
    });

    it("of an asset at its ceiling are passed as far as there is room (INC-8)", async () => {
      const { incentives, token, registerAsset, registerDerivative, publish, ...rest } =
        await loadIncentives();
      const { fund, use, endEpoch, owner } = rest;
      const parent = await registerAsset();
      const { toAsset } = splitOf(MOST);
      const usage = GROSS - FEE - ((GROSS - FEE) * OPERATOR_BPS) / 10_000n;
      const terms = { revenueCeiling: usage + toAsset - 3n, currency: await token.getAddress() };
      const capped = await registerDerivative({
        owner,
        parents: [{ assetId: parent, royaltyBps: 0n, terms }],
        currencies: SAHARA_BIT,
      });
      const offerId = await publish({ assetId: capped });
      await fund(BUDGET);
      await use(offerId, GROSS);
      await incentives.report([offerId]);
      const epoch = await endEpoch();
      await incentives.passRewards(epoch, [offerId]);

      expect((await incentives.reportOf(epoch, offerId)).passed).to.equal(toAsset - 3n);
      await expect(incentives.passRewards(epoch, [offerId])).not.to.emit(
        incentives,
        "IncentivePassed",
      );
    });
  });

  it("costs payments nothing, and a step the same whatever there is beside it (INC-7)", async () => {
    const { incentives, meter, ledger, jobs, offerId, publish, ...rest } = await loadIncentives();
    const { use, fund, endEpoch } = rest;
    const address = (await incentives.getAddress()).slice(2).toLowerCase();
    const report = async () => {
      await use(offerId, GROSS);
      await incentives.report([offerId]);
      await use(offerId, GROSS);
      return (await (await incentives.report([offerId])).wait())?.gasUsed;
    };
    await fund(BUDGET);
    const alone = await report();
    for (let epoch = 0; epoch < 3; ++epoch) {
      const other = await publish();
      await use(other, GROSS);
      await incentives.report([other]);
      await endEpoch();
      await fund(BUDGET);
    }

    expect(await report()).to.equal(alone);
    for (const contract of [meter, ledger, jobs]) {
      expect(await ethers.provider.getCode(contract)).not.to.include(address);
    }
  });

  describe("returnUnspent (INC-6)", () => {
    it("sends what the epoch can't spend to the treasury, once", async () => {
      const { incentives, token, timelock, operator, stranger, offerId, ...rest } =
        await loadIncentives();
      const { fund, use, endEpoch } = rest;
      await fund(BUDGET);
      await use(offerId, GROSS);
      await incentives.report([offerId]);
      const epoch = await endEpoch();
      const returned = incentives.connect(stranger).returnUnspent(epoch, token);

      await expect(returned)
        .to.emit(incentives, "BudgetReturned")
        .withArgs(epoch, token, BUDGET - MOST);
      await expect(returned).to.changeTokenBalance(ethers, token, timelock, BUDGET - MOST);
      await expect(incentives.returnUnspent(epoch, token)).not.to.emit(
        incentives,
        "BudgetReturned",
      );
      await networkHelpers.time.increase(100n * EPOCH);
      await incentives.passRewards(epoch, [offerId]);
      await incentives.connect(operator).withdrawRewards(epoch, [offerId], operator);
      expect(await token.balanceOf(incentives)).to.equal(0n);
    });

    it("has nothing to send of a budget that was spent", async () => {
      const { incentives, token, offerId, fund, use, endEpoch } = await loadIncentives();
      await fund(MOST);
      await use(offerId, GROSS);
      await incentives.report([offerId]);
      const epoch = await endEpoch();

      expect(await incentives.returnUnspent.staticCall(epoch, token)).to.equal(0n);
    });
  });

  it("does what the model does, and whoever buys from itself has less each time (INC-3)", async () => {
    const sahara = await loadIncentives();
    const { incentives, ledger, meter, token, currency, operator, payer, timelock } = sahara;
    const { fund, use, endEpoch, releaseUnits, publish, registerAsset, parameters } = sahara;
    await parameters.connect(timelock).setUsageFee(HIGHEST_FEE_BPS);
    const assetId = await registerAsset({ owner: operator });
    const operatorBps = [0n, 3_333n, 10_000n];
    const ids: string[] = [];
    for (const bps of operatorBps) {
      ids.push(await publish({ assetId, operatorBps: bps }));
    }
    const rivalId = await publish();
    const model = createIncentivesModel();
    const own = operatorBps.map((bps) => createOffer(HIGHEST_FEE_BPS, bps));
    const rival = createOffer(HIGHEST_FEE_BPS, 6_000n);
    const random = createSeededRandom(SEED);
    // The washer: it pays as `payer`, and earns as `operator`.
    const holdings = async () => (await token.balanceOf(payer)) + (await token.balanceOf(operator));
    const start = await holdings();
    let spentOnRival = 0n;
    const part = UNITS / 3n;

    for (let epoch = 0; epoch < 6; ++epoch) {
      if (epoch === 2) {
        await releaseUnits(operator.address, part);
        model.setTreasuryUnits(UNITS - part);
      }
      const budget = epoch % 2 === 0 ? 10n ** 22n : BigInt(random.below(1_000)) + 1n;
      await fund(budget);
      model.fund(budget);
      for (const [i, offer] of own.entries()) {
        const amount = 10n ** BigInt(random.below(21)) + BigInt(random.below(1_000));
        await use(ids[i]!, amount);
        model.use(offer, amount);
      }
      const usage = BigInt(random.below(1_000_000)) + 1n;
      await use(rivalId, usage);
      model.use(rival, usage);
      spentOnRival += usage;
      await incentives.report([...ids, rivalId]);
      for (const offer of [...own, rival]) model.report(offer);

      const number = await endEpoch();
      const { rewards, unspent } = model.endEpoch();
      for (const [i, offer] of own.entries()) {
        const { toOperator, toAsset } = rewards.get(offer)!;
        expect(await incentives.rewardOf(number, ids[i]!)).to.deep.equal([toOperator, toAsset]);
      }
      const ofRival = rewards.get(rival)!;
      expect(await incentives.rewardOf(number, rivalId)).to.deep.equal(Object.values(ofRival));
      expect(await incentives.returnUnspent.staticCall(number, token)).to.equal(unspent);
      await incentives.returnUnspent(number, token);

      await meter.connect(operator).withdrawEarnings(ids, operator);
      await incentives.connect(operator).withdrawRewards(number, ids, operator);
      await incentives.passRewards(number, ids);
      await ledger.connect(operator).claimMany([assetId], currency, ethers.ZeroAddress, []);
      await ledger.connect(operator).claim(PROTOCOL, currency, operator, []);
      expect((await holdings()) + spentOnRival < start, `epoch ${epoch}`).to.equal(true);
    }
  });
});
