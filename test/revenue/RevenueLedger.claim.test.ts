import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadEconomy, NATIVE, NO_SUCH_ASSET, OWNER, PROTOCOL, UNITS } from "./deployEconomy.ts";

const AMOUNT = 1_000_003n;
/** 30 % and 70 % of AMOUNT, rounded down. */
const CONTRIBUTOR_SHARE = 300_000n;
const OWNER_SHARE = 700_002n;

describe("RevenueLedger", () => {
  describe("claim", () => {
    it("pays a holder what its units have earned, rounded down, whoever calls", async () => {
      const { ledger, token, contributor, stranger, currency, dataset, pay } = await loadEconomy();
      await pay(dataset, AMOUNT);
      const claim = ledger.connect(stranger).claim(dataset, currency, contributor, []);

      await expect(claim).to.changeTokenBalances(
        ethers,
        token,
        [ledger, contributor, stranger],
        [-CONTRIBUTOR_SHARE, CONTRIBUTOR_SHARE, 0n],
      );
      await expect(claim)
        .to.emit(ledger, "Claimed")
        .withArgs(dataset, currency, contributor, contributor, CONTRIBUTOR_SHARE);
    });

    it("writes the payment down as debt and keeps the remainder owed (REV-1)", async () => {
      const { ledger, contributor, currency, dataset, pay } = await loadEconomy();
      await pay(dataset, AMOUNT);
      expect(await ledger.claimable(dataset, currency, contributor)).to.equal(CONTRIBUTOR_SHARE);
      await ledger.claim(dataset, currency, contributor, []);

      expect(await ledger.debtOf(dataset, currency, contributor)).to.equal(
        CONTRIBUTOR_SHARE * UNITS,
      );
      expect(await ledger.claimable(dataset, currency, contributor)).to.equal(0n);
      // 0.9 of the first and 0.3 of the next base unit are one.
      await pay(dataset, 1n);
      expect(await ledger.claimable(dataset, currency, contributor)).to.equal(1n);
    });

    it("pays nothing the second time, silently", async () => {
      const { ledger, token, contributor, currency, dataset, pay } = await loadEconomy();
      await pay(dataset, AMOUNT);
      await ledger.claim(dataset, currency, contributor, []);
      const second = ledger.claim(dataset, currency, contributor, []);

      await expect(second).to.changeTokenBalance(ethers, token, contributor, 0n);
      await expect(second).not.to.emit(ledger, "Claimed");
    });

    it("pays nothing to who has no units, or for an asset that does not exist", async () => {
      const { ledger, currency, dataset, stranger, pay } = await loadEconomy();
      await pay(dataset, AMOUNT);

      for (const assetId of [dataset, NO_SUCH_ASSET]) {
        expect(await ledger.claim.staticCall(assetId, currency, stranger, [])).to.equal(0n);
      }
    });

    it("settles the path first, so that one transaction reaches through the ancestry", async () => {
      const { ledger, contributor, currency, dataset, model, pay } = await loadEconomy();
      await pay(model, 10_000n);

      expect(await ledger.claim.staticCall(dataset, currency, contributor, [])).to.equal(0n);
      // 30 % of 25 %.
      expect(await ledger.claim.staticCall(dataset, currency, contributor, [model])).to.equal(750n);
    });

    it("pays the native coin", async () => {
      const { ledger, contributor, dataset, pay } = await loadEconomy();
      await pay(dataset, AMOUNT, { token: NATIVE });

      await expect(ledger.claim(dataset, NATIVE, contributor, [])).to.changeEtherBalances(
        ethers,
        [ledger, contributor],
        [-CONTRIBUTOR_SHARE, CONTRIBUTOR_SHARE],
      );
    });

    context("for units bound to the asset's owner", () => {
      it("pays whoever owns the asset at that moment", async () => {
        const { ledger, registry, token, owner, stranger, currency, dataset, pay } =
          await loadEconomy();
        await pay(dataset, AMOUNT);
        await registry.connect(owner).transferFrom(owner, stranger, dataset);
        const claim = ledger.claim(dataset, currency, OWNER, []);

        await expect(claim).to.changeTokenBalances(
          ethers,
          token,
          [owner, stranger],
          [0n, OWNER_SHARE],
        );
        await expect(claim)
          .to.emit(ledger, "Claimed")
          .withArgs(dataset, currency, OWNER, stranger, OWNER_SHARE);
      });

      it("pays the treasury for the protocol's account", async () => {
        const { ledger, token, timelock, currency, pay } = await loadEconomy();
        await pay(PROTOCOL, AMOUNT);

        await expect(ledger.claim(PROTOCOL, currency, OWNER, [])).to.changeTokenBalance(
          ethers,
          token,
          timelock,
          AMOUNT,
        );
      });

      it("refuses an asset that does not exist", async () => {
        const { ledger, registry, currency } = await loadEconomy();

        await expect(
          ledger.claim(NO_SUCH_ASSET, currency, OWNER, []),
        ).to.be.revertedWithCustomError(registry, "TokenDoesNotExist");
      });
    });

    context("when the asset is frozen", () => {
      it("refuses (REV-10)", async () => {
        const { ledger, contributor, currency, dataset, pay, freeze } = await loadEconomy();
        await pay(dataset, AMOUNT);
        await freeze(dataset);

        await expect(ledger.claim(dataset, currency, contributor, []))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
          .withArgs(dataset);
      });

      it("passes over frozen assets of the path and pays the rest (REV-10)", async () => {
        const { ledger, contributor, currency, dataset, model, pay, freeze } = await loadEconomy();
        await pay(model, 10_000n);
        await pay(dataset, AMOUNT);
        await freeze(model);

        expect(await ledger.claim.staticCall(dataset, currency, contributor, [model])).to.equal(
          CONTRIBUTOR_SHARE,
        );
      });
    });

    context("when the holder is a contract", () => {
      async function withHolder() {
        const economy = await loadEconomy();
        const { ledger, contributor, dataset, pay } = economy;
        const holder = await ethers.deployContract("TestHolder");
        await ledger.connect(contributor).transfer(holder, dataset, 10_000_000n);
        await pay(dataset, 10_000n, { token: NATIVE });
        return { ...economy, holder };
      }

      it("blocks only itself by refusing the native coin", async () => {
        const { ledger, contributor, dataset, holder } = await withHolder();
        await holder.getFunction("refuse")(true);

        await expect(ledger.claim(dataset, NATIVE, holder, [])).to.be.revertedWithCustomError(
          holder,
          "TestHolder_Refused",
        );
        expect(await ledger.claimable(dataset, NATIVE, holder)).to.equal(1_000n);
        await expect(ledger.claim(dataset, NATIVE, contributor, [])).to.changeEtherBalance(
          ethers,
          contributor,
          2_000n,
        );
      });

      it("can't claim again while it is being paid", async () => {
        const { ledger, dataset, holder } = await withHolder();
        const again = ledger.interface.encodeFunctionData("claim", [
          dataset,
          NATIVE,
          await holder.getAddress(),
          [],
        ]);
        await holder.getFunction("callOnReceipt")(ledger, again);

        await expect(ledger.claim(dataset, NATIVE, holder, [])).to.changeEtherBalance(
          ethers,
          holder,
          1_000n,
        );
        expect(await holder.getFunction("lastCallSucceeded")()).to.equal(false);
        expect(await holder.getFunction("lastReturned")()).to.equal(
          ledger.interface.encodeErrorResult("ReentrancyGuardReentrantCall"),
        );
      });

      it("can't pay while it is being paid", async () => {
        const { ledger, dataset, holder } = await withHolder();
        const { interface: abi } = ledger;
        const call = abi.encodeFunctionData("pay", [dataset, NATIVE, 0n, ethers.ZeroHash]);
        await holder.getFunction("callOnReceipt")(ledger, call);
        await ledger.claim(dataset, NATIVE, holder, []);

        expect(await holder.getFunction("lastReturned")()).to.equal(
          ledger.interface.encodeErrorResult("ReentrancyGuardReentrantCall"),
        );
      });
    });
  });

  describe("claimTo", () => {
    it("sends the caller's earnings where it says", async () => {
      const { ledger, token, contributor, stranger, currency, dataset, pay } = await loadEconomy();
      await pay(dataset, AMOUNT);
      const claim = ledger.connect(contributor).claimTo(dataset, currency, stranger, []);

      await expect(claim).to.changeTokenBalances(
        ethers,
        token,
        [contributor, stranger],
        [0n, CONTRIBUTOR_SHARE],
      );
      await expect(claim)
        .to.emit(ledger, "Claimed")
        .withArgs(dataset, currency, contributor, stranger, CONTRIBUTOR_SHARE);
    });

    it("never sends what others have earned", async () => {
      const { ledger, stranger, currency, dataset, pay } = await loadEconomy();
      await pay(dataset, AMOUNT);
      const asStranger = ledger.connect(stranger);

      expect(await asStranger.claimTo.staticCall(dataset, currency, stranger, [])).to.equal(0n);
    });

    it("settles the path first", async () => {
      const { ledger, contributor, stranger, currency, dataset, model, pay } = await loadEconomy();
      await pay(model, 10_000n);
      const claim = ledger
        .connect(contributor)
        .claimTo.staticCall(dataset, currency, stranger, [model]);

      expect(await claim).to.equal(750n);
    });

    it("refuses the zero address", async () => {
      const { ledger, contributor, currency, dataset } = await loadEconomy();

      await expect(
        ledger.connect(contributor).claimTo(dataset, currency, ethers.ZeroAddress, []),
      ).to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroAccount");
    });

    it("refuses a frozen asset (REV-10)", async () => {
      const { ledger, contributor, currency, dataset, pay, freeze } = await loadEconomy();
      await pay(dataset, AMOUNT);
      await freeze(dataset);

      await expect(ledger.connect(contributor).claimTo(dataset, currency, contributor, []))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
    });
  });

  describe("claimMany", () => {
    /** A second data set of `owner` with the same contributor, both paid. */
    async function withTwo() {
      const economy = await loadEconomy();
      const { contributor, dataset, registerAsset, pay } = economy;
      const second = await registerAsset({
        contributors: [{ account: contributor, units: 50_000_000n }],
      });
      await pay(dataset, 1_000n);
      await pay(second, 1_000n);
      return { ...economy, second, both: [dataset, second] };
    }

    it("pays several assets with one transfer", async () => {
      const { ledger, token, contributor, currency, dataset, second, both } = await withTwo();
      const claim = ledger.claimMany(both, currency, contributor, []);

      await expect(claim).to.emit(token, "Transfer").withArgs(ledger, contributor, 800n);
      await expect(claim)
        .to.emit(ledger, "Claimed")
        .withArgs(dataset, currency, contributor, contributor, 300n);
      await expect(claim)
        .to.emit(ledger, "Claimed")
        .withArgs(second, currency, contributor, contributor, 500n);
    });

    it("settles the path first", async () => {
      const { ledger, contributor, currency, model, both, pay } = await withTwo();
      await pay(model, 10_000n);

      expect(await ledger.claimMany.staticCall(both, currency, contributor, [model])).to.equal(
        800n + 750n,
      );
    });

    it("pays the owner of several assets", async () => {
      const { ledger, token, owner, currency, both } = await withTwo();

      await expect(ledger.claimMany(both, currency, OWNER, [])).to.changeTokenBalance(
        ethers,
        token,
        owner,
        700n + 500n,
      );
    });

    it("refuses to pay the owners of several assets that differ", async () => {
      const { ledger, owner, otherOwner, currency, dataset, model } = await withTwo();

      await expect(ledger.claimMany([dataset, model], currency, OWNER, []))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_OwnersDiffer")
        .withArgs(model, otherOwner, owner);
    });

    it("passes over a frozen asset and pays the others (REV-10)", async () => {
      const { ledger, contributor, currency, dataset, both, freeze } = await withTwo();
      await freeze(dataset);

      expect(await ledger.claimMany.staticCall(both, currency, contributor, [])).to.equal(500n);
      await ledger.claimMany(both, currency, contributor, []);
      expect(await ledger.claimable(dataset, currency, contributor)).to.equal(300n);
    });

    it("does nothing for an empty list, not even settle", async () => {
      const { ledger, contributor, currency, model, pay } = await withTwo();
      await pay(model, 10_000n);
      const claim = ledger.claimMany([], currency, contributor, [model]);

      await expect(claim).not.to.emit(ledger, "Settled");
    });

    it("sends nothing when nothing is owed", async () => {
      const { ledger, token, stranger, currency, both } = await withTwo();

      await expect(ledger.claimMany(both, currency, stranger, [])).not.to.emit(token, "Transfer");
    });
  });
});
