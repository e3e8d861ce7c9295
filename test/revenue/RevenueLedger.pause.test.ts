import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadEconomy, NATIVE, OWNER, REF } from "./deployEconomy.ts";

const HOUR = 3_600n;

/** Data set and model have earned 10,000 base units each, and the entries are closed until `until`. */
async function paused() {
  const economy = await loadEconomy();
  const { ledger, council, dataset, model, pay } = economy;
  await pay(dataset, 10_000n);
  await pay(model, 10_000n);
  await ledger.connect(council).pause(HOUR);
  const until = BigInt(await networkHelpers.time.latest()) + HOUR;
  return { ...economy, until, asPayer: ledger.connect(economy.payer) };
}

describe("RevenueLedger", () => {
  context("while entries are paused (REV-9)", () => {
    it("refuses payments of every kind", async () => {
      const { ledger, payer, currency, model, until, asPayer } = await paused();
      const source = await ethers.deployContract("TestPaymentSource", [ledger]);
      const parts = { salt: REF, v: 27, r: REF, s: REF };
      const authorization = { from: payer, value: 1n, validAfter: 0n, validBefore: 1n, ...parts };
      const payments = [
        () => asPayer.pay(model, currency, 1n, REF),
        () => asPayer.pay(model, NATIVE, 1n, REF, { value: 1n }),
        () => asPayer.payAndSettle(model, currency, 1n, REF, []),
        () => asPayer.payWithAuthorization(model, currency, REF, authorization),
        () => source.getFunction("collect")(model, currency, 1n, 0n, REF),
      ];

      for (const payment of payments) {
        await expect(payment())
          .to.be.revertedWithCustomError(ledger, "EntryPause_Paused")
          .withArgs(until);
      }
    });

    it("settles", async () => {
      const { ledger, currency, model, dataset, accrued } = await paused();
      await ledger.settle(model, currency);
      await ledger.settleMany([model], currency);

      expect(await accrued(dataset)).to.equal(12_500n);
    });

    it("pays claims of every kind", async () => {
      const { ledger, token, contributor, owner, currency, model, dataset } = await paused();
      const asContributor = ledger.connect(contributor);
      const claims = [
        [() => ledger.claim(dataset, currency, contributor, []), contributor, 3_000n],
        [() => asContributor.claimTo(dataset, currency, contributor, [model]), contributor, 750n],
        [() => ledger.claimMany([dataset], currency, OWNER, []), owner, 8_750n],
      ] as const;

      for (const [claim, receiver, amount] of claims) {
        await expect(claim()).to.changeTokenBalance(ethers, token, receiver, amount);
      }
    });

    it("moves units of every kind", async () => {
      const { ledger, contributor, owner, stranger, dataset } = await paused();
      const asContributor = ledger.connect(contributor);
      await asContributor.transfer(stranger, dataset, 1n);
      await asContributor.bindUnits(dataset, 1n);
      await ledger.connect(owner).releaseUnits(dataset, contributor, 1n);
      await asContributor.transferPosition(dataset, stranger);

      expect(await ledger.unitsOf(dataset, stranger)).to.equal(30_000_000n);
    });

    it("freezes and thaws", async () => {
      const { ledger, arbiter, dataset, freeze } = await paused();
      await freeze(dataset);
      await ledger.connect(arbiter).thaw(dataset);

      expect((await ledger.accountOf(dataset)).frozen).to.equal(false);
    });

    it("takes payments again when the time is over", async () => {
      const { model, until, pay, accrued } = await paused();
      await networkHelpers.time.setNextBlockTimestamp(until);
      await pay(model, 1n);

      expect(await accrued(model)).to.equal(10_001n);
    });
  });
});
