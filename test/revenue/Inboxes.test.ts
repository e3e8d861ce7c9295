import { expect } from "chai";

import { NATIVE_BIT, SAHARA_BIT } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { loadEconomy, NATIVE, NO_SUCH_ASSET, PROTOCOL } from "./deployEconomy.ts";

const AMOUNT = 1_000n;
const CEILING = 10_000n;
const NO_REF = ethers.ZeroHash;

/** `send` makes a plain transfer to the inbox of the data set, or of another asset. */
async function withInbox() {
  const economy = await loadEconomy();
  const { inboxes, token, payer, currency, dataset, ledger } = economy;
  const inbox = await inboxes.inboxOf(dataset);

  async function send(amount: bigint, sentToken = currency, assetId = dataset) {
    const to = await inboxes.inboxOf(assetId);
    if (sentToken === NATIVE) await payer.sendTransaction({ to, value: amount });
    else await token.connect(payer).transfer(to, amount);
  }
  const inboxAt = (address: string) => ethers.getContractAt("RevenueInbox", address);
  return {
    ...economy,
    inbox,
    send,
    inboxAt,
    asStranger: inboxes.connect(economy.stranger),
    ledger,
  };
}

/** A model with a ceiling, in SAHARA or the native coin. */
async function withCapped(native: boolean) {
  const economy = await withInbox();
  const { registerDerivative, dataset, currency } = economy;
  const capCurrency = native ? NATIVE : currency;
  const terms = { revenueCeiling: CEILING, currency: capCurrency };
  const capped = await registerDerivative({
    parents: [{ assetId: dataset, royaltyBps: 0n, terms }],
    currencies: native ? NATIVE_BIT : SAHARA_BIT,
  });
  return { ...economy, capped, capCurrency };
}

describe("Inboxes", () => {
  describe("inboxOf", () => {
    it("is another address for each asset, the protocol included", async () => {
      const { inboxes, dataset, model } = await withInbox();
      const all = await Promise.all([PROTOCOL, dataset, model].map((id) => inboxes.inboxOf(id)));

      expect(new Set(all).size).to.equal(3);
    });

    it("is where ERC-2981 sends resale royalties", async () => {
      const { registry, registrar, dataset, inbox } = await withInbox();

      expect(await registry.royaltyInfo(dataset, 10_000n)).to.deep.equal([inbox, 500n]);
      expect(await registrar.inboxOf(dataset)).to.equal(inbox);
    });
  });

  describe("sweep", () => {
    context("of a token", () => {
      it("deploys the inbox the first time", async () => {
        const { inboxes, dataset, currency, inbox, send, asStranger } = await withInbox();
        await send(AMOUNT);
        expect(await ethers.provider.getCode(inbox)).to.equal("0x");

        await expect(asStranger.sweep(dataset, currency))
          .to.emit(inboxes, "InboxDeployed")
          .withArgs(dataset, inbox);
        expect(await ethers.provider.getCode(inbox)).not.to.equal("0x");
      });

      it("credits all but one base unit, which stays", async () => {
        const economy = await withInbox();
        const { ledger, inboxes, token, dataset, currency, inbox, send, asStranger } = economy;
        await send(AMOUNT);
        const sweep = asStranger.sweep(dataset, currency);

        await expect(sweep).to.changeTokenBalances(
          ethers,
          token,
          [inbox, inboxes, ledger],
          [1n - AMOUNT, 0n, AMOUNT - 1n],
        );
        await expect(sweep)
          .to.emit(ledger, "Paid")
          .withArgs(dataset, currency, inboxes, AMOUNT - 1n, NO_REF);
        expect(await economy.accrued(dataset)).to.equal(AMOUNT - 1n);
      });

      it("returns what was credited", async () => {
        const { dataset, currency, send, asStranger } = await withInbox();
        await send(AMOUNT);
        expect(await asStranger.sweep.staticCall(dataset, currency)).to.equal(AMOUNT - 1n);
        await asStranger.sweep(dataset, currency);
        await send(AMOUNT);

        expect(await asStranger.sweep.staticCall(dataset, currency)).to.equal(AMOUNT);
      });

      it("works again, without deploying", async () => {
        const { inboxes, dataset, currency, send, asStranger, accrued } = await withInbox();
        await send(AMOUNT);
        await asStranger.sweep(dataset, currency);
        await send(AMOUNT);

        await expect(asStranger.sweep(dataset, currency)).not.to.emit(inboxes, "InboxDeployed");
        expect(await accrued(dataset)).to.equal(2n * AMOUNT - 1n);
      });

      for (const held of [0n, 1n]) {
        it(`refuses an inbox with ${held} base units`, async () => {
          const { inboxes, dataset, currency, send, asStranger } = await withInbox();
          await send(held);

          await expect(asStranger.sweep(dataset, currency))
            .to.be.revertedWithCustomError(inboxes, "Inboxes_NothingToSweep")
            .withArgs(dataset, currency);
        });
      }
    });

    it("finds nothing of what is no token", async () => {
      const { inboxes, stranger, registry, dataset, asStranger } = await withInbox();

      // An account without code, and a contract that has no balances of this kind.
      for (const odd of [stranger.address, await inboxes.LEDGER(), await registry.getAddress()]) {
        await expect(asStranger.sweep(dataset, odd))
          .to.be.revertedWithCustomError(inboxes, "Inboxes_NothingToSweep")
          .withArgs(dataset, odd);
      }
    });

    context("of the native coin", () => {
      it("credits everything", async () => {
        const { ledger, inboxes, dataset, inbox, send, asStranger, accrued } = await withInbox();
        await send(AMOUNT, NATIVE);
        const sweep = asStranger.sweep(dataset, NATIVE);

        await expect(sweep).to.changeEtherBalances(
          ethers,
          [inbox, inboxes, ledger],
          [-AMOUNT, 0n, AMOUNT],
        );
        await expect(sweep)
          .to.emit(ledger, "Paid")
          .withArgs(dataset, NATIVE, inboxes, AMOUNT, NO_REF);
        expect(await accrued(dataset, NATIVE)).to.equal(AMOUNT);
      });

      it("takes the coin after the inbox was deployed, too", async () => {
        const { dataset, send, asStranger, accrued } = await withInbox();
        await send(1n, NATIVE);
        await asStranger.sweep(dataset, NATIVE);
        await send(AMOUNT, NATIVE);
        await asStranger.sweep(dataset, NATIVE);

        expect(await accrued(dataset, NATIVE)).to.equal(AMOUNT + 1n);
      });

      it("refuses an empty inbox", async () => {
        const { inboxes, dataset, asStranger } = await withInbox();

        await expect(asStranger.sweep(dataset, NATIVE))
          .to.be.revertedWithCustomError(inboxes, "Inboxes_NothingToSweep")
          .withArgs(dataset, NATIVE);
      });
    });

    for (const native of [false, true]) {
      context(`of an asset with a ceiling, in ${native ? "the native coin" : "a token"}`, () => {
        /** One base unit of a token stays in any case. */
        const kept = native ? 0n : 1n;

        it("credits what there is room for and leaves the rest (REV-11)", async () => {
          const { capped, capCurrency, token, inboxes, ...rest } = await withCapped(native);
          await rest.pay(capped, CEILING - 300n, { token: capCurrency });
          await rest.send(AMOUNT, capCurrency, capped);
          expect(await rest.asStranger.sweep.staticCall(capped, capCurrency)).to.equal(300n);
          await rest.asStranger.sweep(capped, capCurrency);

          expect(await rest.accrued(capped, capCurrency)).to.equal(CEILING);
          const inbox = await inboxes.inboxOf(capped);
          const held = native
            ? await ethers.provider.getBalance(inbox)
            : await token.balanceOf(inbox);
          expect(held).to.equal(AMOUNT - 300n);
        });

        it("credits everything where there is room", async () => {
          const { capped, capCurrency, send, asStranger, accrued } = await withCapped(native);
          await send(AMOUNT, capCurrency, capped);
          await asStranger.sweep(capped, capCurrency);

          expect(await accrued(capped, capCurrency)).to.equal(AMOUNT - kept);
        });

        it("refuses when there is no room left", async () => {
          const { capped, capCurrency, inboxes, ...rest } = await withCapped(native);
          await rest.pay(capped, CEILING, { token: capCurrency });
          await rest.send(AMOUNT, capCurrency, capped);

          await expect(rest.asStranger.sweep(capped, capCurrency))
            .to.be.revertedWithCustomError(inboxes, "Inboxes_NothingToSweep")
            .withArgs(capped, capCurrency);
        });

        it("refuses when royalties went past the ceiling", async () => {
          const { capped, capCurrency, inboxes, ledger, ...rest } = await withCapped(native);
          const terms = { revenueCeiling: CEILING, currency: capCurrency };
          for (let i = 0; i < 2; i++) {
            const child = await rest.registerDerivative({
              parents: [{ assetId: capped, royaltyBps: 8_000n, terms }],
              currencies: native ? NATIVE_BIT : SAHARA_BIT,
            });
            await rest.pay(child, CEILING, { token: capCurrency });
            await ledger.settle(child, capCurrency);
          }
          await rest.send(AMOUNT, capCurrency, capped);

          await expect(rest.asStranger.sweep(capped, capCurrency))
            .to.be.revertedWithCustomError(inboxes, "Inboxes_NothingToSweep")
            .withArgs(capped, capCurrency);
        });
      });

      context(`when the ledger refuses ${native ? "the native coin" : "the token"}`, () => {
        it("keeps it in the inbox of a frozen asset until the end (REV-10)", async () => {
          const { ledger, arbiter, currency, dataset, send, freeze, asStranger, accrued } =
            await withInbox();
          const token = native ? NATIVE : currency;
          await send(AMOUNT, token);
          await freeze(dataset);

          await expect(asStranger.sweep(dataset, token))
            .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
            .withArgs(dataset);
          await ledger.connect(arbiter).thaw(dataset);
          await asStranger.sweep(dataset, token);
          expect(await accrued(dataset, token)).to.equal(AMOUNT - (native ? 0n : 1n));
        });

        it("refuses an asset that does not accept it (REV-12)", async () => {
          const { ledger, currency, registerAsset, send, asStranger } = await withInbox();
          const token = native ? NATIVE : currency;
          const narrow = await registerAsset({ currencies: native ? SAHARA_BIT : NATIVE_BIT });
          await send(AMOUNT, token, narrow);

          await expect(asStranger.sweep(narrow, token))
            .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAccepted")
            .withArgs(narrow, token);
        });

        it("refuses an asset that does not exist", async () => {
          const { ledger, currency, send, asStranger } = await withInbox();
          const token = native ? NATIVE : currency;
          await send(AMOUNT, token, NO_SUCH_ASSET);

          await expect(asStranger.sweep(NO_SUCH_ASSET, token))
            .to.be.revertedWithCustomError(ledger, "RevenueLedger_UnknownAsset")
            .withArgs(NO_SUCH_ASSET);
        });

        it("refuses while entries are paused", async () => {
          const { ledger, council, currency, dataset, send, asStranger } = await withInbox();
          const token = native ? NATIVE : currency;
          await send(AMOUNT, token);
          await ledger.connect(council).pause(60n);
          const until = await ledger.pausedUntil();

          await expect(asStranger.sweep(dataset, token))
            .to.be.revertedWithCustomError(ledger, "EntryPause_Paused")
            .withArgs(until);
        });
      });
    }
  });

  describe("receive", () => {
    it("refuses native coin from anyone but an inbox that is being swept", async () => {
      const { inboxes, stranger } = await withInbox();

      await expect(stranger.sendTransaction({ to: inboxes, value: 1n }))
        .to.be.revertedWithCustomError(inboxes, "Inboxes_NativeOnlyFromInbox")
        .withArgs(stranger);
    });
  });

  describe("onCollect", () => {
    it("refuses anyone but the ledger", async () => {
      const { inboxes, stranger, currency, inbox, asStranger } = await withInbox();

      await expect(asStranger.onCollect(inbox, currency, AMOUNT))
        .to.be.revertedWithCustomError(inboxes, "Inboxes_NotLedger")
        .withArgs(stranger);
    });
  });
});

describe("RevenueInbox", () => {
  /** The inbox of the data set, deployed. */
  async function deployed() {
    const economy = await withInbox();
    await economy.send(AMOUNT);
    await economy.asStranger.sweep(economy.dataset, economy.currency);
    const contract = await economy.inboxAt(economy.inbox);
    return { ...economy, contract: contract.connect(economy.stranger) };
  }

  it("knows the Inboxes contract", async () => {
    const { inboxes, contract } = await deployed();

    expect(await contract.INBOXES()).to.equal(inboxes);
  });

  describe("approve", () => {
    it("refuses anyone but the Inboxes contract", async () => {
      const { contract, stranger, currency } = await deployed();

      await expect(contract.approve(currency))
        .to.be.revertedWithCustomError(contract, "RevenueInbox_NotInboxes")
        .withArgs(stranger);
    });
  });

  describe("forward", () => {
    it("refuses anyone but the Inboxes contract", async () => {
      const { contract, stranger } = await deployed();

      await expect(contract.forward(0n))
        .to.be.revertedWithCustomError(contract, "RevenueInbox_NotInboxes")
        .withArgs(stranger);
    });
  });
});
