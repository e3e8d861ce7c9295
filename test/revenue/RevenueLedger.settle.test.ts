import { expect } from "chai";

import { type Economy, loadEconomy, NATIVE, NO_SUCH_ASSET, PROTOCOL } from "./deployEconomy.ts";

/** A merge of the model and the data set, which owes 3,333 and 1,667 basis points. */
async function withMerge() {
  const economy = await loadEconomy();
  const { model, dataset, registerDerivative } = economy;
  const merge = await registerDerivative({
    parents: [
      { assetId: dataset, royaltyBps: 1_667n },
      { assetId: model, royaltyBps: 3_333n },
    ],
  });
  const settle = async (assetId: bigint) => await economy.ledger.settle(assetId, economy.currency);
  return { ...economy, merge, settle };
}

const settledOf = async ({ ledger, currency }: Economy, assetId: bigint) =>
  (await ledger.streamOf(assetId, currency)).settled;

describe("RevenueLedger", () => {
  describe("settle", () => {
    it("passes floor(accrued * bps / BPS) to each parent at once (REV-3)", async () => {
      const { ledger, currency, merge, dataset, model, pay, settle, accrued } = await withMerge();
      await pay(merge, 10_007n);

      await expect(settle(merge)).to.emit(ledger, "Settled").withArgs(merge, currency, 10_007n);
      expect(await accrued(dataset)).to.equal(1_668n);
      expect(await accrued(model)).to.equal(3_335n);
      expect(await ledger.streamOf(merge, currency)).to.deep.equal([
        10_007n,
        10_007n,
        false,
        false,
      ]);
    });

    it("keeps no remainder: many settlements pass what one would have passed (REV-3)", async () => {
      const { merge, dataset, model, pay, settle, accrued } = await withMerge();
      for (let paid = 1n; paid <= 30n; paid++) {
        await pay(merge, 1n);
        await settle(merge);

        expect(await accrued(dataset)).to.equal((paid * 1_667n) / 10_000n);
        expect(await accrued(model)).to.equal((paid * 3_333n) / 10_000n);
      }
    });

    it("says nothing and changes nothing the second time", async () => {
      const { ledger, merge, dataset, pay, settle, accrued } = await withMerge();
      await pay(merge, 10_000n);
      await settle(merge);

      await expect(settle(merge)).not.to.emit(ledger, "Settled");
      expect(await accrued(dataset)).to.equal(1_667n);
    });

    for (const [name, find] of [
      ["an asset without parents", ({ dataset }: Economy) => dataset],
      ["the protocol's account", () => PROTOCOL],
    ] as const) {
      it(`leaves ${name} as it is`, async () => {
        const economy = await withMerge();
        const assetId = find(economy);
        await economy.pay(assetId, 10_000n);

        await expect(economy.settle(assetId)).not.to.emit(economy.ledger, "Settled");
        expect(await settledOf(economy, assetId)).to.equal(0n);
      });
    }

    it("does nothing for an asset that does not exist", async () => {
      const { ledger, settle } = await withMerge();

      await expect(settle(NO_SUCH_ASSET)).not.to.emit(ledger, "Settled");
    });

    it("settles one currency and leaves the others", async () => {
      const { merge, dataset, pay, settle, accrued } = await withMerge();
      await pay(merge, 10_000n);
      await pay(merge, 10_000n, { token: NATIVE });
      await settle(merge);

      expect(await accrued(dataset)).to.equal(1_667n);
      expect(await accrued(dataset, NATIVE)).to.equal(0n);
    });

    it("activates the currency at a parent that was never paid in it", async () => {
      const { ledger, merge, dataset, pay, settle } = await withMerge();
      await pay(merge, 10_000n);
      expect((await ledger.accountOf(dataset)).active).to.equal(0n);
      await settle(merge);

      expect((await ledger.accountOf(dataset)).active).to.equal(0b10n);
    });

    it("activates nothing at a parent that is owed nothing", async () => {
      const { ledger, dataset, registerDerivative, pay, settle } = await withMerge();
      const free = await registerDerivative({ parents: [{ assetId: dataset, royaltyBps: 0n }] });
      await pay(free, 10_000n);
      await settle(free);

      expect((await ledger.accountOf(dataset)).active).to.equal(0n);
    });

    it("refuses a frozen asset (REV-10)", async () => {
      const { ledger, merge, pay, freeze, settle } = await withMerge();
      await pay(merge, 10_000n);
      await freeze(merge);

      await expect(settle(merge))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(merge);
    });
  });

  describe("settleMany", () => {
    it("reaches every ancestor when descendants come first", async () => {
      const { ledger, currency, merge, model, dataset, pay, accrued } = await withMerge();
      await pay(merge, 10_000n);
      await ledger.settleMany([merge, model, dataset], currency);

      expect(await accrued(model)).to.equal(3_333n);
      // 1,667 from the merge, and 25 % of 3,333 from the model.
      expect(await accrued(dataset)).to.equal(1_667n + 833n);
    });

    it("passes over a frozen asset and settles the rest (REV-10)", async () => {
      const { ledger, currency, merge, model, dataset, pay, freeze, accrued } = await withMerge();
      await pay(merge, 10_000n);
      await pay(model, 10_000n);
      await freeze(merge);
      await ledger.settleMany([merge, model], currency);

      expect(await accrued(model)).to.equal(10_000n);
      expect(await accrued(dataset)).to.equal(2_500n);
    });

    it("does nothing for an empty list", async () => {
      const { ledger, currency } = await withMerge();

      await expect(ledger.settleMany([], currency)).not.to.emit(ledger, "Settled");
    });
  });
});
