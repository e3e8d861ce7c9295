import { expect } from "chai";
import type { AddressLike, BaseContract, BigNumberish, BytesLike } from "ethers";

import type { TypedContractMethod } from "../../typechain-types/common.js";
import { SAHARA_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import {
  CLAIM,
  DAY,
  DEAREST_RATIO,
  HOUR,
  loadMetering,
  NO_SUCH_OFFER,
  sharesOf,
  STATUS,
} from "./deployMetering.ts";
import { loadMeteringWith } from "./meteringWith.ts";

const AMOUNT = 7_001n;
const PROTOCOL = 0n;
const MAX_CREDITED = 2n ** 120n - 1n;

/** The test contract TestOfferSource; types are generated for contracts/ only. */
type TestOfferSource = BaseContract & {
  payIn: TypedContractMethod<[offerId: BytesLike, amount: BigNumberish], [bigint]>;
  setShare: TypedContractMethod<[shareBps: BigNumberish], [], "nonpayable">;
  setReentry: TypedContractMethod<[data: BytesLike], [], "nonpayable">;
};
type Approvable = {
  approve: (spender: AddressLike, amount: BigNumberish) => Promise<unknown>;
};

/** A contract that brings the payer's money. */
async function withSource<T extends Awaited<ReturnType<typeof loadMetering>>>(
  metering: T,
  token: Approvable = metering.token.connect(metering.payer),
) {
  const deployed = await ethers.deployContract("TestOfferSource", [metering.meter]);
  const source = deployed.connect(metering.payer) as unknown as TestOfferSource;
  await token.approve(source, ethers.MaxUint256);
  return { ...metering, source };
}

/** What the ledger has received for an asset. */
async function accruedOf(metering: Awaited<ReturnType<typeof loadMetering>>, assetId: bigint) {
  return (await metering.ledger.streamOf(assetId, metering.currency)).accrued;
}

describe("Income", () => {
  describe("payIn", () => {
    it("counts what the caller brings", async () => {
      const { meter, token, payer, offerId, dataset, source, grossOf } = await withSource(
        await loadMetering(),
      );
      expect(await source.payIn.staticCall(offerId, AMOUNT)).to.equal(AMOUNT);
      const payment = source.payIn(offerId, AMOUNT);

      await expect(payment).to.changeTokenBalances(
        ethers,
        token,
        [payer, meter],
        [-AMOUNT, AMOUNT],
      );
      await expect(payment)
        .to.emit(meter, "OfferCredited")
        .withArgs(offerId, dataset, payer, AMOUNT);
      expect(await grossOf()).to.equal(AMOUNT);
    });

    it("counts no more than what arrived (USE-1)", async () => {
      const { source, offerId, grossOf } = await withSource(await loadMetering());
      await source.setShare(2_500n);
      await source.payIn(offerId, AMOUNT);

      expect(await grossOf()).to.equal(AMOUNT / 4n);
    });

    it("refuses when nothing arrived", async () => {
      const { meter, source, offerId } = await withSource(await loadMetering());
      await source.setShare(0n);

      await expect(source.payIn(offerId, AMOUNT)).to.be.revertedWithCustomError(
        meter,
        "UsageMeter_ZeroAmount",
      );
    });

    it("locks the operator's stake, and refuses what it does not cover (USE-12)", async () => {
      const { operators, council, operator, currency, offerId, source, grossOf } = await withSource(
        await loadMetering(),
      );
      await operators.connect(council).setStakeRatio(currency, DEAREST_RATIO);
      await source.payIn(offerId, 9_000n);
      expect(await operators.capacityIn(operator, currency)).to.equal(1_000n);

      await expect(source.payIn(offerId, 1_001n))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_OverCapacity")
        .withArgs(operator, 1_001n, 1_000n);
      await source.payIn(offerId, 1_000n);
      expect(await grossOf()).to.equal(10_000n);
    });

    it("refuses an offer that nobody published, or that is not live", async () => {
      const { meter, source, offerId, publisher } = await withSource(await loadMetering());

      await expect(source.payIn(NO_SUCH_OFFER, AMOUNT))
        .to.be.revertedWithCustomError(meter, "UsageMeter_UnknownOffer")
        .withArgs(NO_SUCH_OFFER);
      await publisher.closeOffer(offerId);
      await networkHelpers.time.increase(8n * DAY);
      await expect(source.payIn(offerId, AMOUNT))
        .to.be.revertedWithCustomError(meter, "UsageMeter_OfferNotLive")
        .withArgs(offerId);
    });

    it("refuses a caller that can't be called back", async () => {
      const { meter, payer, offerId, asPayer } = await loadMetering();

      await expect(asPayer.payIn(offerId, AMOUNT, payer))
        .to.be.revertedWithCustomError(meter, "UsageMeter_CallerWithoutCode")
        .withArgs(payer);
    });

    it("is an entry: refused while paused", async () => {
      const { meter, council, offerId, source } = await withSource(await loadMetering());
      await meter.connect(council).pause(HOUR);

      await expect(source.payIn(offerId, AMOUNT))
        .to.be.revertedWithCustomError(meter, "EntryPause_Paused")
        .withArgs(await meter.pausedUntil());
    });

    it("lets nothing that moves money be called meanwhile (USE-1)", async () => {
      const { meter, terms, payer, offerId, source } = await withSource(await loadMetering());
      const { interface: abi } = meter;

      for (const data of [
        abi.encodeFunctionData("payIn", [offerId, 1n, payer.address]),
        abi.encodeFunctionData("deposit", [terms, 1n]),
        abi.encodeFunctionData("withdrawEarnings", [[offerId], payer.address]),
        abi.encodeFunctionData("passRevenue", [[offerId]]),
        abi.encodeFunctionData("redeem", [[]]),
        abi.encodeFunctionData("withdraw", [terms, payer.address]),
        abi.encodeFunctionData("refund", [terms, 1n, 0n, 0n, "0x"]),
      ]) {
        await source.setReentry(data);
        await expect(source.payIn(offerId, AMOUNT)).to.be.revertedWithCustomError(
          meter,
          "ReentrancyGuardReentrantCall",
        );
      }
    });

    it("counts up to 2^120 - 1 for one offer, so that redemptions always have room", async () => {
      const metering = await loadMeteringWith("PlainToken", 18n);
      const { meter, odd, payer, oddOffer, oddTerms, asPayer, voucher, redeem, grossOf } = metering;
      const { operators, council, oddAddress } = metering;
      await operators.connect(council).setStakeRatio(oddAddress, 0n);
      const approvable = odd.connect(payer) as unknown as Approvable;
      const { source } = await withSource(metering, approvable);
      await source.payIn(oddOffer, MAX_CREDITED - 5n);

      await expect(source.payIn(oddOffer, 6n))
        .to.be.revertedWithCustomError(meter, "UsageMeter_AmountTooHigh")
        .withArgs(6n, 5n);
      await asPayer.deposit(oddTerms, 10n);
      const item = await voucher({ offerId: oddOffer, terms: oddTerms, claim: 10n });
      expect(await redeem(item)).to.deep.equal([STATUS.settled]);
      expect(await grossOf(oddOffer)).to.equal(MAX_CREDITED + 5n);
      await expect(source.payIn(oddOffer, 1n))
        .to.be.revertedWithCustomError(meter, "UsageMeter_AmountTooHigh")
        .withArgs(1n, 0n);
    });
  });

  describe("passRevenue", () => {
    async function withIncome(gross = CLAIM) {
      const metering = await loadMetering();
      await metering.redeem(await metering.voucher({ claim: gross }));
      return metering;
    }

    it("pays asset and protocol their shares in the ledger (USE-5)", async () => {
      const metering = await withIncome();
      const { meter, ledger, token, offerId, dataset, asStranger } = metering;
      const { fee, toAsset } = sharesOf(CLAIM);
      const pass = asStranger.passRevenue([offerId]);

      await expect(pass).to.changeTokenBalances(
        ethers,
        token,
        [meter, ledger],
        [-fee - toAsset, fee + toAsset],
      );
      await expect(pass)
        .to.emit(meter, "RevenuePassed")
        .withArgs(offerId, dataset, toAsset, fee, CLAIM);
      await expect(pass)
        .to.emit(ledger, "Paid")
        .withArgs(dataset, metering.currency, meter, toAsset, offerId);
      expect(await accruedOf(metering, dataset)).to.equal(toAsset);
      expect(await accruedOf(metering, PROTOCOL)).to.equal(fee);
      expect(await meter.earningsOf(offerId)).to.deep.equal([CLAIM, CLAIM, 0n]);
    });

    it("pays in any steps what one step would (USE-5)", async () => {
      const metering = await loadMetering();
      const { offerId, dataset, asStranger, voucher, redeem } = metering;
      for (let claim = 1n; claim <= 40n; claim++) {
        await redeem(await voucher({ claim, seq: claim }));
        await asStranger.passRevenue([offerId]);

        expect(await accruedOf(metering, dataset)).to.equal(sharesOf(claim).toAsset);
        expect(await accruedOf(metering, PROTOCOL)).to.equal(sharesOf(claim).fee);
      }
    });

    it("does nothing where nothing is new, also twice in one call", async () => {
      const { meter, token, offerId, asStranger } = await withIncome();
      await asStranger.passRevenue([offerId, offerId]);

      await expect(asStranger.passRevenue([offerId])).to.changeTokenBalance(
        ethers,
        token,
        meter,
        0n,
      );
      await expect(asStranger.passRevenue([offerId])).not.to.emit(meter, "RevenuePassed");
      await asStranger.passRevenue([]);
    });

    it("works while entries are paused (USE-13)", async () => {
      const metering = await withIncome();
      await metering.meter.connect(metering.council).pause(HOUR);
      await metering.asStranger.passRevenue([metering.offerId]);

      expect(await accruedOf(metering, metering.dataset)).to.equal(sharesOf(CLAIM).toAsset);
    });

    it("waits for a frozen asset, and only for that (USE-14)", async () => {
      const metering = await withIncome();
      const { meter, ledger, arbiter, operator, offerId, dataset, now } = metering;
      const { asStranger, asOperator, voucher, redeem } = metering;
      await ledger.connect(arbiter).freeze(dataset, (await now()) + DAY);

      await expect(asStranger.passRevenue([offerId]))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
      expect(await redeem(await voucher({ claim: 2n * CLAIM }))).to.deep.equal([STATUS.settled]);
      await asOperator.withdrawEarnings([offerId], operator);
      expect((await meter.earningsOf(offerId)).withdrawn).to.equal(2n * CLAIM);
      await ledger.connect(arbiter).thaw(dataset);
      await asStranger.passRevenue([offerId]);
      expect(await accruedOf(metering, dataset)).to.equal(sharesOf(2n * CLAIM).toAsset);
    });

    it("waits for an asset whose ceiling it would pass (USE-14)", async () => {
      const metering = await loadMetering();
      const { ledger, dataset, currency, registerDerivative, publish } = metering;
      const { asStranger, voucher, redeem } = metering;
      const ceiling = sharesOf(CLAIM).toAsset - 1n;
      const capped = await registerDerivative({
        parents: [
          {
            assetId: dataset,
            royaltyBps: 0n,
            terms: { revenueCeiling: ceiling, currency },
          },
        ],
        currencies: SAHARA_BIT,
      });
      const offerId = await publish({ assetId: capped });
      await redeem(await voucher({ offerId }));

      await expect(asStranger.passRevenue([offerId]))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(capped, currency, ceiling);
      await asStranger.passRevenue([metering.offerId]);
    });

    it("refuses an offer that nobody published", async () => {
      const { meter, asStranger } = await loadMetering();

      await expect(asStranger.passRevenue([NO_SUCH_OFFER]))
        .to.be.revertedWithCustomError(meter, "UsageMeter_UnknownOffer")
        .withArgs(NO_SUCH_OFFER);
    });
  });

  describe("withdrawEarnings", () => {
    it("pays the operator its share, to whom it says (USE-5)", async () => {
      const { meter, token, owner, operator, offerId, voucher, redeem, asOperator } =
        await loadMetering();
      await redeem(await voucher());
      const { toOperator } = sharesOf(CLAIM);
      const withdrawal = asOperator.withdrawEarnings([offerId], owner);

      await expect(withdrawal).to.changeTokenBalances(
        ethers,
        token,
        [meter, owner],
        [-toOperator, toOperator],
      );
      await expect(withdrawal)
        .to.emit(meter, "EarningsWithdrawn")
        .withArgs(offerId, operator, owner, toOperator, CLAIM);
      expect(await meter.earningsOf(offerId)).to.deep.equal([CLAIM, 0n, CLAIM]);
    });

    it("pays for several offers at once, each once", async () => {
      const { operator, offerId, publish, voucher, redeem, asOperator } = await loadMetering();
      const other = await publish({ operatorBps: 10_000n });
      await redeem(await voucher(), await voucher({ offerId: other }));
      const offers = [offerId, other, offerId];
      const total = sharesOf(CLAIM).toOperator + sharesOf(CLAIM, 250n, 10_000n).toOperator;
      expect(await asOperator.withdrawEarnings.staticCall(offers, operator)).to.equal(total);
      await asOperator.withdrawEarnings(offers, operator);

      expect(await asOperator.withdrawEarnings.staticCall(offers, operator)).to.equal(0n);
    });

    it("pays in any steps what one step would (USE-5)", async () => {
      const { token, stranger, offerId, voucher, redeem, asOperator } = await loadMetering();
      for (let claim = 1n; claim <= 40n; claim++) {
        await redeem(await voucher({ claim, seq: claim }));
        await asOperator.withdrawEarnings([offerId], stranger);

        expect(await token.balanceOf(stranger)).to.equal(sharesOf(claim).toOperator);
      }
    });

    it("pays nothing where nothing was earned, and for no offers", async () => {
      const { meter, operator, offerId, asOperator } = await loadMetering();

      await expect(asOperator.withdrawEarnings([offerId], operator)).not.to.emit(
        meter,
        "EarningsWithdrawn",
      );
      expect(await asOperator.withdrawEarnings.staticCall([], operator)).to.equal(0n);
    });

    it("works while entries are paused (USE-13)", async () => {
      const { meter, council, operator, offerId, voucher, redeem, asOperator } =
        await loadMetering();
      await redeem(await voucher());
      await meter.connect(council).pause(HOUR);
      await asOperator.withdrawEarnings([offerId], operator);

      expect((await meter.earningsOf(offerId)).withdrawn).to.equal(CLAIM);
    });

    it("refuses anyone but the operator of each offer (USE-7)", async () => {
      const { meter, owner, operator, otherOperator, offerId, publish, asOperator } =
        await loadMetering();
      const theirs = await publish({ operator: otherOperator.address });

      await expect(meter.connect(owner).withdrawEarnings([offerId], owner))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NotOperator")
        .withArgs(owner, operator);
      await expect(asOperator.withdrawEarnings([offerId, theirs], operator))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NotOperator")
        .withArgs(operator, otherOperator);
    });

    it("refuses offers of several tokens, of nobody, and to pay nobody", async () => {
      const { meter, operator, offerId, oddOffer, oddAddress, currency, asOperator } =
        await loadMeteringWith("PlainToken", 18n);

      await expect(asOperator.withdrawEarnings([offerId, oddOffer], operator))
        .to.be.revertedWithCustomError(meter, "UsageMeter_TokensDiffer")
        .withArgs(oddOffer, oddAddress, currency);
      await expect(asOperator.withdrawEarnings([NO_SUCH_OFFER], operator))
        .to.be.revertedWithCustomError(meter, "UsageMeter_UnknownOffer")
        .withArgs(NO_SUCH_OFFER);
      await expect(
        asOperator.withdrawEarnings([offerId], ethers.ZeroAddress),
      ).to.be.revertedWithCustomError(meter, "UsageMeter_ZeroAccount");
    });
  });

  describe("onCollect", () => {
    it("refuses anyone but the ledger (USE-7)", async () => {
      const { meter, stranger, currency, asStranger } = await loadMetering();

      await expect(asStranger.onCollect(stranger, currency, 1n))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NotLedger")
        .withArgs(stranger);
    });
  });

  describe("with a token that takes a fee on transfer", () => {
    it("pays the ledger less, and owes no more than it holds (USE-1)", async () => {
      const metering = await loadMeteringWith("FeeToken", 100n);
      const { meter, ledger, odd, oddAsset, oddAddress, oddOffer, oddTerms } = metering;
      const { operator, asPayer, asOperator, asStranger, voucher, redeem, grossOf } = metering;
      await asPayer.deposit(oddTerms, 1_000_000n);
      await redeem(await voucher({ offerId: oddOffer, terms: oddTerms, claim: 990_000n }));
      await asStranger.passRevenue([oddOffer]);
      await asOperator.withdrawEarnings([oddOffer], operator);
      const { toAsset } = sharesOf(990_000n);

      expect(await grossOf(oddOffer)).to.equal(990_000n);
      expect(await odd.balanceOf(meter)).to.equal(0n);
      expect((await ledger.streamOf(oddAsset, oddAddress)).accrued).to.equal(
        toAsset - toAsset / 100n,
      );
    });
  });
});
