import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadEconomy, NATIVE, PROTOCOL, REF, OWNER } from "./deployEconomy.ts";
import type { TestPaymentSource } from "./paymentSource.ts";

const AMOUNT = 1_000_003n;
const FEE_BPS = 250n;
/** 2.5 % of AMOUNT, rounded down. */
const FEE = 25_000n;

/** A payment source that `payer` lets take SAHARA. */
async function withSource() {
  const economy = await loadEconomy();
  const { ledger, token, payer, currency, model } = economy;
  const deployed = await ethers.deployContract("TestPaymentSource", [ledger]);
  const source = deployed as unknown as TestPaymentSource;
  await token.connect(payer).approve(source, ethers.MaxUint256);
  const asPayer = source.connect(payer) as TestPaymentSource;

  /** Has the source collect from `payer` for the model. */
  const collect = async (amount = AMOUNT, feeBps = FEE_BPS) =>
    await asPayer.collect(model, currency, amount, feeBps, REF);
  return { ...economy, source, asPayer, collect };
}

describe("RevenueLedger", () => {
  describe("collect", () => {
    context("in a token", () => {
      it("credits what the caller brings, less the fee, which goes to the protocol", async () => {
        const { ledger, token, payer, source, currency, model, collect, accrued } =
          await withSource();
        const payment = collect();

        await expect(payment).to.changeTokenBalances(
          ethers,
          token,
          [payer, source, ledger],
          [-AMOUNT, 0n, AMOUNT],
        );
        await expect(payment)
          .to.emit(ledger, "Paid")
          .withArgs(model, currency, source, AMOUNT - FEE, REF);
        await expect(payment)
          .to.emit(ledger, "Paid")
          .withArgs(PROTOCOL, currency, source, FEE, REF);
        expect(await accrued(model)).to.equal(AMOUNT - FEE);
        expect(await accrued(PROTOCOL)).to.equal(FEE);
      });

      it("rounds the fee down, so that a small payment goes to the asset whole", async () => {
        const { collect, model, accrued } = await withSource();
        await collect(19n, 500n);

        expect(await accrued(model)).to.equal(19n);
        expect(await accrued(PROTOCOL)).to.equal(0n);
      });

      it("takes no fee where there is none", async () => {
        const { collect, model, accrued } = await withSource();
        await collect(AMOUNT, 0n);

        expect(await accrued(model)).to.equal(AMOUNT);
        expect(await accrued(PROTOCOL)).to.equal(0n);
      });

      it("refuses a fee above 5 %", async () => {
        const { ledger, collect } = await withSource();

        await expect(collect(AMOUNT, 501n))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_FeeTooHigh")
          .withArgs(501n, 500n);
      });

      it("refuses native coin sent along", async () => {
        const { ledger, asPayer, currency, model } = await withSource();

        await expect(asPayer.collect(model, currency, AMOUNT, 0n, REF, { value: 1n }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_WrongValue")
          .withArgs(1n, 0n);
      });
    });

    context("in the native coin", () => {
      it("takes the value and calls nobody back", async () => {
        const { ledger, source, asPayer, model, accrued } = await withSource();
        // A callback would fail.
        await source.setReentry("0x12345678");
        const payment = asPayer.collect(model, NATIVE, AMOUNT, FEE_BPS, REF, { value: AMOUNT });

        await expect(payment).to.changeEtherBalance(ethers, ledger, AMOUNT);
        expect(await accrued(model, NATIVE)).to.equal(AMOUNT - FEE);
        expect(await accrued(PROTOCOL, NATIVE)).to.equal(FEE);
      });

      it("refuses another value than it is told", async () => {
        const { ledger, asPayer, model } = await withSource();

        await expect(asPayer.collect(model, NATIVE, AMOUNT, 0n, REF, { value: AMOUNT - 1n }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_WrongValue")
          .withArgs(AMOUNT - 1n, AMOUNT);
      });
    });

    it("refuses a caller without code, which could bring no token", async () => {
      const { ledger, payer, currency, model } = await withSource();

      await expect(ledger.connect(payer).collect(model, currency, AMOUNT, 0n, REF, payer))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CallerWithoutCode")
        .withArgs(payer);
    });

    context("when the caller is hostile", () => {
      it("credits only what arrived when it brings less", async () => {
        const { source, collect, model, accrued } = await withSource();
        await source.setShare(4_000n);
        await collect(10_000n, 500n);

        expect(await accrued(model)).to.equal(3_800n);
        expect(await accrued(PROTOCOL)).to.equal(200n);
      });

      it("refuses when it brings nothing", async () => {
        const { ledger, source, collect, currency, model } = await withSource();
        await source.setShare(0n);

        await expect(collect())
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroAmount")
          .withArgs(model, currency);
      });

      it("refuses every entry during the callback, so that nothing is counted twice", async () => {
        const { ledger, source, collect, currency, model, pay } = await withSource();
        await pay(model, AMOUNT);
        const { interface: abi } = ledger;
        const amounts = [model, currency, 1n] as const;
        const calls = [
          abi.encodeFunctionData("pay", [...amounts, REF]),
          abi.encodeFunctionData("payAndSettle", [...amounts, REF, []]),
          abi.encodeFunctionData("collect", [...amounts, 0n, REF, OWNER]),
          abi.encodeFunctionData("claim", [model, currency, OWNER, []]),
          abi.encodeFunctionData("claimTo", [model, currency, OWNER, []]),
          abi.encodeFunctionData("claimMany", [[model], currency, OWNER, []]),
          abi.encodeFunctionData("settle", [model, currency]),
          abi.encodeFunctionData("settleMany", [[model], currency]),
        ];

        for (const call of calls) {
          await source.setReentry(call);
          await expect(collect()).to.be.revertedWithCustomError(
            ledger,
            "ReentrancyGuardReentrantCall",
          );
        }
      });

      it("lets it move units meanwhile, which changes no sum", async () => {
        const { ledger, source, collect, contributor, dataset, accrued, model } =
          await withSource();
        await ledger.connect(contributor).transfer(source, dataset, 10n);
        const { interface: abi } = ledger;
        const back = abi.encodeFunctionData("transfer", [contributor.address, dataset, 10n]);
        await source.setReentry(back);
        await collect(AMOUNT, 0n);

        expect(await ledger.unitsOf(dataset, source)).to.equal(0n);
        expect(await accrued(model)).to.equal(AMOUNT);
      });
    });

    context("when a licence is sold", () => {
      it("credits the price less the protocol's fee", async () => {
        const { parameters, currency, dataset, licensee, accrued, ...rest } = await loadEconomy();
        const timelock = await rest.getTimelockSigner();
        await parameters.connect(timelock).setLicenseFee(FEE_BPS);
        const termsId = await rest.registerTerms({ price: AMOUNT, currency });
        await rest.offerTerms(dataset, termsId);
        const assetId = dataset;
        await rest.buyLicense({ assetId, termsId, licensee });

        expect(await accrued(dataset)).to.equal(AMOUNT - FEE);
        expect(await accrued(PROTOCOL)).to.equal(FEE);
      });
    });
  });
});
