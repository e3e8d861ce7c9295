import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import {
  CONTRIBUTOR_UNITS,
  loadEconomy,
  NATIVE,
  NO_SUCH_ASSET,
  OWNER,
  PROTOCOL,
  UNITS,
} from "./deployEconomy.ts";

const PAID = 1_000n;
const MOVED = 10_000_000n;
const OWNER_UNITS = UNITS - CONTRIBUTOR_UNITS;

/** The data set has earned 1,000 base units of SAHARA; `claimable` reads what is owed of it. */
async function paid() {
  const economy = await loadEconomy();
  const { ledger, currency, dataset, contributor, pay } = economy;
  await pay(dataset, PAID);
  const claimable = async (holder: string, token = currency) =>
    await ledger.claimable(dataset, token, holder);
  return { ...economy, claimable, asContributor: ledger.connect(contributor) };
}

describe("RevenueLedger", () => {
  describe("transfer (ERC-6909)", () => {
    it("moves units and leaves with the sender what they have earned", async () => {
      const { ledger, contributor, stranger, dataset, asContributor, claimable, pay } =
        await paid();

      await expect(asContributor.transfer(stranger, dataset, MOVED))
        .to.emit(ledger, "Transfer")
        .withArgs(contributor, contributor, stranger, dataset, MOVED);
      expect(await ledger.unitsOf(dataset, contributor)).to.equal(CONTRIBUTOR_UNITS - MOVED);
      expect(await ledger.balanceOf(stranger, dataset)).to.equal(MOVED);
      expect(await claimable(contributor.address)).to.equal(300n);
      expect(await claimable(stranger.address)).to.equal(0n);
      await pay(dataset, PAID);
      expect(await claimable(contributor.address)).to.equal(300n + 200n);
      expect(await claimable(stranger.address)).to.equal(100n);
    });

    it("keeps the sum of debts (REV-1)", async () => {
      const { ledger, contributor, stranger, currency, dataset, asContributor } = await paid();
      await asContributor.transfer(stranger, dataset, MOVED);

      expect(await ledger.debtOf(dataset, currency, contributor)).to.equal(-PAID * MOVED);
      expect(await ledger.debtOf(dataset, currency, stranger)).to.equal(PAID * MOVED);
    });

    it("goes by every active currency", async () => {
      const { contributor, stranger, dataset, asContributor, claimable, pay } = await paid();
      await pay(dataset, 2n * PAID, { token: NATIVE });
      await asContributor.transfer(stranger, dataset, CONTRIBUTOR_UNITS);

      expect(await claimable(contributor.address)).to.equal(300n);
      expect(await claimable(contributor.address, NATIVE)).to.equal(600n);
      expect(await claimable(stranger.address, NATIVE)).to.equal(0n);
    });

    it("to oneself changes nothing", async () => {
      const { ledger, contributor, currency, dataset, asContributor, claimable } = await paid();
      await asContributor.transfer(contributor, dataset, MOVED);

      expect(await ledger.unitsOf(dataset, contributor)).to.equal(CONTRIBUTOR_UNITS);
      expect(await ledger.debtOf(dataset, currency, contributor)).to.equal(0n);
      expect(await claimable(contributor.address)).to.equal(300n);
    });

    it("refuses more than there are", async () => {
      const { ledger, contributor, stranger, dataset, asContributor } = await paid();

      await expect(asContributor.transfer(stranger, dataset, CONTRIBUTOR_UNITS + 1n))
        .to.be.revertedWithCustomError(ledger, "ERC6909InsufficientBalance")
        .withArgs(contributor, CONTRIBUTOR_UNITS, CONTRIBUTOR_UNITS + 1n, dataset);
    });

    it("refuses the zero address, since units are never burnt", async () => {
      const { ledger, dataset, asContributor } = await paid();

      await expect(asContributor.transfer(OWNER, dataset, 1n))
        .to.be.revertedWithCustomError(ledger, "ERC6909InvalidReceiver")
        .withArgs(OWNER);
    });

    it("refuses a frozen asset (REV-10)", async () => {
      const { ledger, stranger, dataset, freeze, asContributor } = await paid();
      await freeze(dataset);

      await expect(asContributor.transfer(stranger, dataset, MOVED))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
    });
  });

  describe("transferFrom (ERC-6909)", () => {
    it("lets an approved spender move what it was allowed", async () => {
      const { ledger, contributor, stranger, relayer, dataset, asContributor } = await paid();
      await asContributor.approve(relayer, dataset, MOVED);
      await ledger.connect(relayer).transferFrom(contributor, stranger, dataset, MOVED - 1n);

      expect(await ledger.unitsOf(dataset, stranger)).to.equal(MOVED - 1n);
      expect(await ledger.allowance(contributor, relayer, dataset)).to.equal(1n);
    });

    it("refuses more than the allowance", async () => {
      const { ledger, contributor, stranger, relayer, dataset, asContributor } = await paid();
      await asContributor.approve(relayer, dataset, MOVED);

      await expect(ledger.connect(relayer).transferFrom(contributor, stranger, dataset, MOVED + 1n))
        .to.be.revertedWithCustomError(ledger, "ERC6909InsufficientAllowance")
        .withArgs(relayer, MOVED, MOVED + 1n, dataset);
    });

    it("lets an operator move anything", async () => {
      const { ledger, contributor, stranger, relayer, dataset, asContributor, claimable } =
        await paid();
      await asContributor.setOperator(relayer, true);
      await ledger.connect(relayer).transferFrom(contributor, stranger, dataset, CONTRIBUTOR_UNITS);

      expect(await ledger.unitsOf(dataset, stranger)).to.equal(CONTRIBUTOR_UNITS);
      expect(await claimable(contributor.address)).to.equal(300n);
    });

    it("refuses a former operator", async () => {
      const { ledger, contributor, stranger, relayer, dataset, asContributor } = await paid();
      await asContributor.setOperator(relayer, true);
      await asContributor.setOperator(relayer, false);

      await expect(ledger.connect(relayer).transferFrom(contributor, stranger, dataset, 1n))
        .to.be.revertedWithCustomError(ledger, "ERC6909InsufficientAllowance")
        .withArgs(relayer, 0n, 1n, dataset);
    });
  });

  it("says that it has the interface of ERC-6909", async () => {
    const { ledger } = await loadEconomy();

    expect(await ledger.supportsInterface("0x0f632fb3")).to.equal(true);
  });

  describe("bindUnits", () => {
    it("gives units to the asset's owner and leaves what they have earned", async () => {
      const { ledger, contributor, dataset, asContributor, claimable, pay } = await paid();
      const binding = asContributor.bindUnits(dataset, MOVED);

      await expect(binding).to.emit(ledger, "UnitsBound").withArgs(dataset, contributor, MOVED);
      await expect(binding)
        .to.emit(ledger, "Transfer")
        .withArgs(contributor, contributor, OWNER, dataset, MOVED);
      expect(await ledger.unitsOf(dataset, OWNER)).to.equal(OWNER_UNITS + MOVED);
      expect(await ledger.unitsOf(dataset, contributor)).to.equal(CONTRIBUTOR_UNITS - MOVED);
      expect(await claimable(contributor.address)).to.equal(300n);
      expect(await claimable(OWNER)).to.equal(700n);
      await pay(dataset, PAID);
      expect(await claimable(OWNER)).to.equal(700n + 800n);
    });

    it("refuses no units", async () => {
      const { ledger, dataset, asContributor } = await paid();

      await expect(asContributor.bindUnits(dataset, 0n)).to.be.revertedWithCustomError(
        ledger,
        "RevenueLedger_ZeroUnits",
      );
    });

    it("refuses more than there are", async () => {
      const { ledger, contributor, dataset, asContributor } = await paid();

      await expect(asContributor.bindUnits(dataset, CONTRIBUTOR_UNITS + 1n))
        .to.be.revertedWithCustomError(ledger, "ERC6909InsufficientBalance")
        .withArgs(contributor, CONTRIBUTOR_UNITS, CONTRIBUTOR_UNITS + 1n, dataset);
    });

    it("refuses a frozen asset (REV-10)", async () => {
      const { ledger, dataset, freeze, asContributor } = await paid();
      await freeze(dataset);

      await expect(asContributor.bindUnits(dataset, MOVED))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
    });
  });

  describe("releaseUnits", () => {
    it("gives units of the owner away and leaves what they have earned", async () => {
      const { ledger, owner, stranger, dataset, claimable, pay } = await paid();
      const release = ledger.connect(owner).releaseUnits(dataset, stranger, MOVED);

      await expect(release).to.emit(ledger, "UnitsReleased").withArgs(dataset, stranger, MOVED);
      await expect(release)
        .to.emit(ledger, "Transfer")
        .withArgs(owner, OWNER, stranger, dataset, MOVED);
      expect(await ledger.unitsOf(dataset, OWNER)).to.equal(OWNER_UNITS - MOVED);
      expect(await claimable(OWNER)).to.equal(700n);
      expect(await claimable(stranger.address)).to.equal(0n);
      await pay(dataset, PAID);
      expect(await claimable(OWNER)).to.equal(700n + 600n);
      expect(await claimable(stranger.address)).to.equal(100n);
    });

    it("lets the treasury release units of the protocol's account", async () => {
      const { ledger, stranger, getTimelockSigner } = await paid();
      const treasury = await getTimelockSigner();
      await ledger.connect(treasury).releaseUnits(PROTOCOL, stranger, MOVED);

      expect(await ledger.unitsOf(PROTOCOL, stranger)).to.equal(MOVED);
      expect(await ledger.unitsOf(PROTOCOL, OWNER)).to.equal(UNITS - MOVED);
    });

    it("refuses anyone but the owner", async () => {
      const { ledger, contributor, stranger, dataset, asContributor } = await paid();

      await expect(asContributor.releaseUnits(dataset, stranger, MOVED))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_NotOwner")
        .withArgs(dataset, contributor);
    });

    it("refuses the zero address", async () => {
      const { ledger, owner, dataset } = await paid();

      await expect(
        ledger.connect(owner).releaseUnits(dataset, OWNER, MOVED),
      ).to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroAccount");
    });

    it("refuses no units", async () => {
      const { ledger, owner, stranger, dataset } = await paid();

      await expect(
        ledger.connect(owner).releaseUnits(dataset, stranger, 0n),
      ).to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroUnits");
    });

    it("refuses more than there are", async () => {
      const { ledger, owner, stranger, dataset } = await paid();

      await expect(ledger.connect(owner).releaseUnits(dataset, stranger, OWNER_UNITS + 1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_TooManyUnits")
        .withArgs(OWNER_UNITS + 1n, OWNER_UNITS);
    });

    it("refuses a frozen asset (REV-10)", async () => {
      const { ledger, owner, stranger, dataset, freeze } = await paid();
      await freeze(dataset);

      await expect(ledger.connect(owner).releaseUnits(dataset, stranger, MOVED))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
    });

    it("refuses an asset that does not exist", async () => {
      const { ledger, registry, owner, stranger } = await paid();

      await expect(
        ledger.connect(owner).releaseUnits(NO_SUCH_ASSET, stranger, MOVED),
      ).to.be.revertedWithCustomError(registry, "TokenDoesNotExist");
    });
  });

  describe("transferPosition", () => {
    it("moves all units together with what they have earned", async () => {
      const { ledger, contributor, stranger, dataset, asContributor, claimable } = await paid();

      await expect(asContributor.transferPosition(dataset, stranger))
        .to.emit(ledger, "PositionTransferred")
        .withArgs(dataset, contributor, stranger, CONTRIBUTOR_UNITS);
      expect(await ledger.unitsOf(dataset, contributor)).to.equal(0n);
      expect(await ledger.unitsOf(dataset, stranger)).to.equal(CONTRIBUTOR_UNITS);
      expect(await claimable(contributor.address)).to.equal(0n);
      expect(await claimable(stranger.address)).to.equal(300n);
    });

    it("adds to a position that is there", async () => {
      const { ledger, contributor, stranger, currency, dataset, asContributor, claimable } =
        await paid();
      await asContributor.transfer(stranger, dataset, MOVED);
      await ledger.claim(dataset, currency, contributor, []);
      await asContributor.transferPosition(dataset, stranger);

      expect(await ledger.unitsOf(dataset, stranger)).to.equal(CONTRIBUTOR_UNITS);
      expect(await claimable(stranger.address)).to.equal(0n);
      expect(await ledger.debtOf(dataset, currency, stranger)).to.equal(300n * UNITS);
      expect(await ledger.debtOf(dataset, currency, contributor)).to.equal(0n);
    });

    it("moves earnings of who has no units left", async () => {
      const { contributor, stranger, relayer, dataset, asContributor, claimable } = await paid();
      await asContributor.transfer(relayer, dataset, CONTRIBUTOR_UNITS);
      await asContributor.transferPosition(dataset, stranger);

      expect(await claimable(contributor.address)).to.equal(0n);
      expect(await claimable(stranger.address)).to.equal(300n);
    });

    it("refuses where it is already", async () => {
      const { ledger, contributor, dataset, asContributor } = await paid();

      await expect(asContributor.transferPosition(dataset, contributor))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_SamePosition")
        .withArgs(contributor);
    });

    it("refuses the zero address", async () => {
      const { ledger, dataset, asContributor } = await paid();

      await expect(asContributor.transferPosition(dataset, OWNER)).to.be.revertedWithCustomError(
        ledger,
        "RevenueLedger_ZeroAccount",
      );
    });

    it("refuses a frozen asset (REV-10)", async () => {
      const { ledger, stranger, dataset, freeze, asContributor } = await paid();
      await freeze(dataset);

      await expect(asContributor.transferPosition(dataset, stranger))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
    });
  });

  describe("grantRootUnits", () => {
    it("refuses anyone but ContributorRoots", async () => {
      const { ledger, owner, dataset } = await paid();

      await expect(ledger.connect(owner).grantRootUnits(dataset, owner, 1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_NotContributorRoots")
        .withArgs(owner);
    });
  });

  describe("positionHash", () => {
    it("follows units and claims of the holder, and no payment", async () => {
      const { ledger, contributor, stranger, currency, dataset, pay, asContributor } = await paid();
      const hash = async () => await ledger.positionHash(dataset, contributor);
      const before = await hash();
      await pay(dataset, PAID);
      await pay(dataset, PAID, { token: NATIVE });
      await ledger.claim(dataset, currency, OWNER, []);
      expect(await hash()).to.equal(before);

      await ledger.claim(dataset, currency, contributor, []);
      const claimed = await hash();
      await asContributor.transfer(stranger, dataset, 1n);
      expect(new Set([before, claimed, await hash()]).size).to.equal(3);
    });

    it("is the units alone of a holder that was paid nothing", async () => {
      const { ledger, dataset } = await paid();
      expect(await ledger.positionHash(dataset, OWNER)).to.equal(ethers.toBeHex(OWNER_UNITS, 32));
    });
  });
});
