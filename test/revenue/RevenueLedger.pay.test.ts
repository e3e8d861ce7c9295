import { expect } from "chai";

import { NATIVE_BIT } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { loadEconomy, NATIVE, NO_SUCH_ASSET, PROTOCOL, REF } from "./deployEconomy.ts";

const AMOUNT = 1_000_003n;

describe("RevenueLedger", () => {
  describe("pay", () => {
    context("in a token", () => {
      it("takes the amount from the caller and credits it to the asset alone", async () => {
        const { ledger, token, payer, currency, model, dataset, pay, accrued } =
          await loadEconomy();
        const payment = pay(model, AMOUNT);

        await expect(payment).to.changeTokenBalances(
          ethers,
          token,
          [payer, ledger],
          [-AMOUNT, AMOUNT],
        );
        await expect(payment).to.emit(ledger, "Paid").withArgs(model, currency, payer, AMOUNT, REF);
        expect(await ledger.streamOf(model, currency)).to.deep.equal([AMOUNT, 0n, false, false]);
        expect(await accrued(dataset)).to.equal(0n);
      });

      it("returns what arrived", async () => {
        const { ledger, payer, currency, model } = await loadEconomy();

        expect(await ledger.connect(payer).pay.staticCall(model, currency, AMOUNT, REF)).to.equal(
          AMOUNT,
        );
      });

      it("marks the currency as active with the first payment and not before", async () => {
        const { ledger, dataset, pay } = await loadEconomy();
        const activeOf = async () => (await ledger.accountOf(dataset)).active;

        expect(await activeOf()).to.equal(0n);
        await pay(dataset, 1n);
        expect(await activeOf()).to.equal(0b10n);
        await pay(dataset, 1n, { token: NATIVE });
        expect(await activeOf()).to.equal(0b11n);
      });

      it("adds up", async () => {
        const { dataset, pay, accrued } = await loadEconomy();
        await pay(dataset, AMOUNT);
        await pay(dataset, 1n);

        expect(await accrued(dataset)).to.equal(AMOUNT + 1n);
      });

      it("refuses native coin sent along", async () => {
        const { ledger, payer, currency, model } = await loadEconomy();

        await expect(ledger.connect(payer).pay(model, currency, AMOUNT, REF, { value: 1n }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_WrongValue")
          .withArgs(1n, 0n);
      });

      it("refuses nothing", async () => {
        const { ledger, currency, model, pay } = await loadEconomy();

        await expect(pay(model, 0n))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroAmount")
          .withArgs(model, currency);
      });

      it("refuses more than fits an asset's stream, and that stream only", async () => {
        const { ledger, council, payer, registerAsset, accrued } = await loadEconomy();
        const vast = await ethers.deployContract("PlainToken", [18]);
        const vastAddress = await vast.getAddress();
        await ledger.connect(council).listCurrency(vast);
        await vast.getFunction("mint")(payer, 2n ** 121n);
        await vast.connect(payer).getFunction("approve")(ledger, ethers.MaxUint256);
        const [full, other] = [
          await registerAsset({ currencies: 4n }),
          await registerAsset({ currencies: 4n }),
        ];
        const asPayer = ledger.connect(payer);
        await asPayer.pay(full, vastAddress, 2n ** 120n - 1n, REF);

        await expect(asPayer.pay(full, vastAddress, 1n, REF))
          .to.be.revertedWithCustomError(ledger, "SafeCastOverflowedUintDowncast")
          .withArgs(120n, 2n ** 120n);
        await asPayer.pay(other, vastAddress, 1n, REF);
        expect(await accrued(other, vastAddress)).to.equal(1n);
      });
    });

    context("in the native coin", () => {
      it("takes the value sent", async () => {
        const { ledger, payer, model, pay, accrued } = await loadEconomy();
        const payment = pay(model, AMOUNT, { token: NATIVE });

        await expect(payment).to.changeEtherBalances(ethers, [payer, ledger], [-AMOUNT, AMOUNT]);
        await expect(payment).to.emit(ledger, "Paid").withArgs(model, NATIVE, payer, AMOUNT, REF);
        expect(await accrued(model, NATIVE)).to.equal(AMOUNT);
      });

      for (const value of [AMOUNT - 1n, AMOUNT + 1n, 0n]) {
        it(`refuses ${value} base units for ${AMOUNT}`, async () => {
          const { ledger, payer, model } = await loadEconomy();

          await expect(ledger.connect(payer).pay(model, NATIVE, AMOUNT, REF, { value }))
            .to.be.revertedWithCustomError(ledger, "RevenueLedger_WrongValue")
            .withArgs(value, AMOUNT);
        });
      }

      it("refuses nothing", async () => {
        const { ledger, model, pay } = await loadEconomy();

        await expect(pay(model, 0n, { token: NATIVE }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroAmount")
          .withArgs(model, NATIVE);
      });
    });

    context("for what can't be paid", () => {
      for (const native of [true, false]) {
        const name = native ? "the native coin" : "a token";

        it(`refuses an asset that does not exist, in ${name}`, async () => {
          const { ledger, currency, pay } = await loadEconomy();

          await expect(pay(NO_SUCH_ASSET, AMOUNT, { token: native ? NATIVE : currency }))
            .to.be.revertedWithCustomError(ledger, "RevenueLedger_UnknownAsset")
            .withArgs(NO_SUCH_ASSET);
        });

        it(`refuses an asset that does not accept ${name} (REV-12)`, async () => {
          const { ledger, currency, registerAsset, pay } = await loadEconomy();
          const narrow = await registerAsset({ currencies: native ? 0b10n : NATIVE_BIT });
          const token = native ? NATIVE : currency;

          await expect(pay(narrow, AMOUNT, { token }))
            .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAccepted")
            .withArgs(narrow, token);
        });
      }

      it("refuses a token that is not listed before any of its code runs", async () => {
        const { ledger, dataset, pay } = await loadEconomy();
        const unlisted = await (await ethers.deployContract("PlainToken", [18])).getAddress();

        await expect(pay(dataset, AMOUNT, { token: unlisted }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAccepted")
          .withArgs(dataset, unlisted);
      });
    });

    it("pays the protocol's own account, which accepts whatever is listed", async () => {
      const { pay, accrued } = await loadEconomy();
      await pay(PROTOCOL, AMOUNT);

      expect(await accrued(PROTOCOL)).to.equal(AMOUNT);
    });
  });

  describe("payAndSettle", () => {
    it("pays and passes the royalties on at once", async () => {
      const { ledger, payer, currency, model, dataset, accrued } = await loadEconomy();
      const asPayer = ledger.connect(payer);
      const payment = asPayer.payAndSettle(model, currency, AMOUNT, REF, [model, dataset]);

      await expect(payment).to.emit(ledger, "Settled").withArgs(model, currency, AMOUNT);
      // 25 %, rounded down.
      expect(await accrued(dataset)).to.equal(250_000n);
    });

    it("settles in the given order, so that parents first reach no further", async () => {
      const { ledger, payer, currency, model, dataset, registerDerivative, accrued } =
        await loadEconomy();
      const parents = [{ assetId: model, royaltyBps: 4_000n }];
      const grandchild = await registerDerivative({ parents });
      const asPayer = ledger.connect(payer);

      await asPayer.payAndSettle(grandchild, currency, 10_000n, REF, [model, grandchild]);
      expect([await accrued(model), await accrued(dataset)]).to.deep.equal([4_000n, 0n]);
      await asPayer.payAndSettle(grandchild, currency, 10_000n, REF, [grandchild, model]);
      expect([await accrued(model), await accrued(dataset)]).to.deep.equal([8_000n, 2_000n]);
    });

    it("takes the native coin, too", async () => {
      const { ledger, payer, model, dataset, accrued } = await loadEconomy();
      const value = 10_000n;
      await ledger.connect(payer).payAndSettle(model, NATIVE, value, REF, [model], { value });

      expect(await accrued(dataset, NATIVE)).to.equal(2_500n);
    });
  });
});
