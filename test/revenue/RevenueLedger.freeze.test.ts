import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import {
  CONTRIBUTOR_UNITS,
  DAY,
  loadEconomy,
  NATIVE,
  NO_SUCH_ASSET,
  OWNER,
  UNITS,
} from "./deployEconomy.ts";

const MAX_FREEZE = 90n * DAY;
const PAID = 10_000n;

const now = async () => BigInt(await networkHelpers.time.latest());

/** The data set has earned 10,000 base units of SAHARA and is frozen for a day. */
async function frozen() {
  const economy = await loadEconomy();
  const { ledger, arbiter, dataset, pay, freeze } = economy;
  await pay(dataset, PAID);
  const until = await freeze(dataset);
  return { ...economy, until, asArbiter: ledger.connect(arbiter) };
}

describe("RevenueLedger", () => {
  describe("freeze", () => {
    it("holds an asset's revenue until the given time", async () => {
      const { ledger, arbiter, currency, dataset, pay } = await loadEconomy();
      await pay(dataset, PAID);
      const until = (await now()) + DAY;

      await expect(ledger.connect(arbiter).freeze(dataset, until))
        .to.emit(ledger, "RevenueFrozen")
        .withArgs(dataset, until);
      expect(await ledger.frozenUntil(dataset)).to.equal(until);
      expect((await ledger.accountOf(dataset)).frozen).to.equal(true);
      expect((await ledger.streamOf(dataset, currency)).frozen).to.equal(true);
    });

    it("refuses payments in every currency, used before or not (REV-10)", async () => {
      const { ledger, currency, dataset, pay } = await frozen();

      for (const token of [currency, NATIVE]) {
        await expect(pay(dataset, 1n, { token }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
          .withArgs(dataset);
      }
    });

    it("lets royalties come in, which wait there until the end (REV-10)", async () => {
      const { ledger, asArbiter, contributor, currency, dataset, model, pay, accrued } =
        await frozen();
      for (const token of [currency, NATIVE]) {
        await pay(model, PAID, { token });
        await ledger.settle(model, token);
      }

      expect(await accrued(dataset)).to.equal(PAID + 2_500n);
      // The first money of this currency came while the asset was frozen.
      expect(await ledger.streamOf(dataset, NATIVE)).to.deep.equal([2_500n, 0n, true, false]);
      await expect(ledger.claim(dataset, NATIVE, contributor, []))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
      await asArbiter.thaw(dataset);
      expect(await ledger.claim.staticCall(dataset, NATIVE, contributor, [])).to.equal(750n);
    });

    it("leaves all other assets as they are (REV-10)", async () => {
      const { ledger, otherOwner, currency, model, pay } = await frozen();
      await pay(model, PAID);

      expect(await ledger.claim.staticCall(model, currency, OWNER, [model])).to.equal(7_500n);
      await ledger.connect(otherOwner).releaseUnits(model, otherOwner, 1n);
    });

    it("can be prolonged", async () => {
      const { ledger, asArbiter, dataset, until } = await frozen();
      await asArbiter.freeze(dataset, until + DAY);

      expect(await ledger.frozenUntil(dataset)).to.equal(until + DAY);
    });

    it("refuses anyone but the arbiter", async () => {
      const { ledger, council, dataset } = await loadEconomy();

      await expect(ledger.connect(council).freeze(dataset, (await now()) + DAY))
        .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
        .withArgs(council);
    });

    it("ends in the future, and within 90 days (GOV-5)", async () => {
      const { ledger, arbiter, dataset } = await loadEconomy();
      const asArbiter = ledger.connect(arbiter);
      const time = (await now()) + 10n;

      for (const until of [time, time + MAX_FREEZE + 1n]) {
        await networkHelpers.time.setNextBlockTimestamp(time);
        await expect(asArbiter.freeze.staticCall(dataset, until, { blockTag: "pending" }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_FreezeOutOfBounds")
          .withArgs(until, time + MAX_FREEZE);
      }
      await networkHelpers.time.setNextBlockTimestamp(time);
      await asArbiter.freeze(dataset, time + MAX_FREEZE);
      expect(await ledger.frozenUntil(dataset)).to.equal(time + MAX_FREEZE);
    });

    it("refuses an asset that does not exist", async () => {
      const { ledger, arbiter } = await loadEconomy();

      await expect(ledger.connect(arbiter).freeze(NO_SUCH_ASSET, (await now()) + DAY))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_UnknownAsset")
        .withArgs(NO_SUCH_ASSET);
    });
  });

  describe("thaw", () => {
    it("lets the arbiter end a freeze early", async () => {
      const { ledger, asArbiter, currency, dataset, pay } = await frozen();
      const thawing = asArbiter.thaw(dataset);

      await expect(thawing).to.emit(ledger, "RevenueThawed").withArgs(dataset);
      expect((await ledger.accountOf(dataset)).frozen).to.equal(false);
      expect((await ledger.streamOf(dataset, currency)).frozen).to.equal(false);
      await pay(dataset, 1n);
    });

    it("refuses anyone else before the time", async () => {
      const { ledger, stranger, dataset, until } = await frozen();
      await networkHelpers.time.setNextBlockTimestamp(until - 1n);

      await expect(ledger.connect(stranger).thaw(dataset))
        .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("is open to anyone from that time on", async () => {
      const { ledger, stranger, contributor, currency, dataset, until } = await frozen();
      await networkHelpers.time.setNextBlockTimestamp(until);
      await ledger.connect(stranger).thaw(dataset);

      expect(await ledger.frozenUntil(dataset)).to.equal(0n);
      expect(await ledger.claim.staticCall(dataset, currency, contributor, [])).to.equal(3_000n);
    });

    it("has to be called: the time alone ends nothing", async () => {
      const { ledger, dataset, until, pay } = await frozen();
      await networkHelpers.time.increaseTo(until + DAY);

      await expect(pay(dataset, 1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
    });

    it("refuses an asset that is not frozen", async () => {
      const { ledger, arbiter, model } = await frozen();

      await expect(ledger.connect(arbiter).thaw(model))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_NotFrozen")
        .withArgs(model);
    });
  });

  describe("awardPosition", () => {
    it("awards all units of a holder with what they have earned", async () => {
      const { ledger, asArbiter, contributor, stranger, currency, dataset } = await frozen();

      await expect(asArbiter.awardPosition(dataset, contributor, stranger))
        .to.emit(ledger, "PositionTransferred")
        .withArgs(dataset, contributor, stranger, CONTRIBUTOR_UNITS);
      await asArbiter.thaw(dataset);
      expect(await ledger.claim.staticCall(dataset, currency, contributor, [])).to.equal(0n);
      expect(await ledger.claim.staticCall(dataset, currency, stranger, [])).to.equal(3_000n);
    });

    it("awards the units bound to the owner", async () => {
      const { ledger, asArbiter, stranger, currency, dataset } = await frozen();

      await expect(asArbiter.awardPosition(dataset, OWNER, stranger))
        .to.emit(ledger, "PositionTransferred")
        .withArgs(dataset, OWNER, stranger, UNITS - CONTRIBUTOR_UNITS);
      expect(await ledger.unitsOf(dataset, OWNER)).to.equal(0n);
      expect(await ledger.unitsOf(dataset, stranger)).to.equal(UNITS - CONTRIBUTOR_UNITS);
      expect(await ledger.claimable(dataset, currency, OWNER)).to.equal(0n);
      expect(await ledger.claimable(dataset, currency, stranger)).to.equal(7_000n);
    });

    it("refuses an asset that is not frozen (REV-13)", async () => {
      const { ledger, asArbiter, otherOwner, stranger, model } = await frozen();

      await expect(asArbiter.awardPosition(model, otherOwner, stranger))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_NotFrozen")
        .withArgs(model);
    });

    it("refuses to award to nobody, or to who has it", async () => {
      const { ledger, asArbiter, contributor, dataset } = await frozen();

      await expect(
        asArbiter.awardPosition(dataset, contributor, OWNER),
      ).to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroAccount");
      await expect(asArbiter.awardPosition(dataset, contributor, contributor))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_SamePosition")
        .withArgs(contributor);
    });

    it("refuses anyone but the arbiter", async () => {
      const { ledger, contributor, stranger, council, dataset } = await frozen();

      await expect(ledger.connect(council).awardPosition(dataset, contributor, stranger))
        .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
        .withArgs(council);
    });
  });
});
