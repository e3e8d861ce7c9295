import { expect } from "chai";

import { NATIVE_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { RULE } from "../helpers/licensing.ts";

const PRICE = 1_000n;
const DAY = 24n * 3_600n;
const FEE_BPS = 250n;
const PROTOCOL = 0n;
const MAX_UINT40 = 2n ** 40n - 1n;
const PERPETUAL = 0n;

const now = async () => BigInt(await networkHelpers.time.latest());

describe("LicenseManager: mintLicense", () => {
  it("gives the licensee a licence under the terms and tells it", async () => {
    const { licenses, token, licensee, termsId, assetId, firstLicense, mint } = await loadMarket({
      price: PRICE,
      duration: DAY,
      quota: 7n,
      rules: RULE.transferable,
    });
    const transaction = await mint({ periods: 3n, maxPrice: 3n * PRICE });
    const expiry = (await now()) + 3n * DAY;

    await expect(transaction)
      .to.emit(licenses, "LicenseMinted")
      .withArgs(firstLicense, termsId, licensee, licensee, expiry, 3n * PRICE);
    await expect(transaction)
      .to.emit(licenses, "Transfer")
      .withArgs(ethers.ZeroAddress, licensee, firstLicense);
    await expect(transaction).to.changeTokenBalance(ethers, token, licensee, -3n * PRICE);
    expect(await licenses.licenseOf(firstLicense)).to.deep.equal([
      assetId,
      termsId,
      licensee.address,
      expiry,
      21n,
    ]);
    expect(await licenses.expiresAt(firstLicense)).to.equal(expiry);
  });

  it("counts the licences of each asset for themselves", async () => {
    const { licenses, licensee, assetId, firstLicense, mint } = await loadMarket();
    await mint();
    await mint();

    expect(await licenses.ownerOf(firstLicense + 1n)).to.equal(licensee);
    expect(firstLicense + 1n).to.equal((assetId << 32n) + 2n);
    expect(await licenses.balanceOf(licensee)).to.equal(2n);
  });

  describe("income (LIC-2)", () => {
    it("reaches the asset, less the fee, which reaches the protocol, in full and at once", async () => {
      const market = await loadMarket({ price: PRICE, duration: DAY });
      const { licenses, ledger, parameters, token, payer, termsId, assetId, licensee } = market;
      await parameters.connect(await market.getTimelockSigner()).setLicenseFee(FEE_BPS);
      await market.offerTerms(assetId, termsId);
      const request = { assetId, termsId, licensee, periods: 2n, maxPrice: 2n * PRICE };
      const transaction = await licenses.connect(payer).mintLicense(request);
      const fee = (2n * PRICE * FEE_BPS) / 10_000n;

      await expect(transaction).to.changeTokenBalances(
        ethers,
        token,
        [payer, ledger, licenses],
        [-2n * PRICE, 2n * PRICE, 0n],
      );
      await expect(transaction)
        .to.emit(ledger, "Paid")
        .withArgs(assetId, token, licenses, 2n * PRICE - fee, refOf(market.firstLicense));
      await expect(transaction)
        .to.emit(ledger, "Paid")
        .withArgs(PROTOCOL, token, licenses, fee, refOf(market.firstLicense));
      expect((await ledger.streamOf(assetId, token)).accrued).to.equal(2n * PRICE - fee);
      expect((await ledger.streamOf(PROTOCOL, token)).accrued).to.equal(fee);
      expect(await licenses.ownerOf(market.firstLicense)).to.equal(licensee);
    });

    const refOf = (licenseId: bigint) => ethers.toBeHex(licenseId, 32);

    it("of the fee is rounded down", async () => {
      const market = await loadMarket({ price: 39n });
      const { ledger, parameters, token, termsId, assetId } = market;
      await parameters.connect(await market.getTimelockSigner()).setLicenseFee(FEE_BPS);
      await market.offerTerms(assetId, termsId);
      await market.mint();

      expect((await ledger.streamOf(PROTOCOL, token)).accrued).to.equal(0n);
      expect((await ledger.streamOf(assetId, token)).accrued).to.equal(39n);
    });

    it("goes to the ancestors too", async () => {
      const market = await loadMarket({ price: PRICE });
      const { ledger, token, assetId, termsId, registerDerivative, offerTerms, buyLicense } =
        market;
      const parents = [{ assetId, royaltyBps: 1_500n }];
      const child = await registerDerivative({ parents });
      await offerTerms(child, termsId);
      await buyLicense({ assetId: child, termsId });
      await ledger.settle(child, token);

      expect((await ledger.streamOf(assetId, token)).accrued).to.equal((PRICE * 1_500n) / 10_000n);
    });

    it("in the native coin comes as value", async () => {
      const market = await loadMarket({ price: PRICE, currency: ethers.ZeroAddress });
      const { ledger, licenses, licensee, assetId, mint } = market;
      const transaction = await mint({ value: PRICE });

      await expect(transaction).to.changeEtherBalances(
        ethers,
        [licensee, ledger, licenses],
        [-PRICE, PRICE, 0n],
      );
      expect((await ledger.streamOf(assetId, ethers.ZeroAddress)).accrued).to.equal(PRICE);
    });

    it("of nothing needs no payment", async () => {
      const { ledger, token, assetId, mint } = await loadMarket();
      await mint({ maxPrice: 0n });

      expect((await ledger.streamOf(assetId, token)).accrued).to.equal(0n);
    });

    it("is refused in a currency that the asset does not accept", async () => {
      const market = await loadMarket({ price: PRICE });
      const { ledger, token, termsId, registerAsset, offerTerms, buyLicense } = market;
      const assetId = await registerAsset({ currencies: NATIVE_BIT });
      await offerTerms(assetId, termsId);

      await expect(buyLicense({ assetId, termsId }))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAccepted")
        .withArgs(assetId, token);
    });
  });

  it("refuses a price above what the buyer agreed to (LIC-2)", async () => {
    const { licenses, mint } = await loadMarket({ price: PRICE, duration: DAY });

    await expect(mint({ periods: 2n, maxPrice: 2n * PRICE - 1n }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_PriceAboveMax")
      .withArgs(2n * PRICE, 2n * PRICE - 1n);
  });

  it("refuses any other value than the price", async () => {
    const native = { price: PRICE, currency: ethers.ZeroAddress };
    for (const [terms, value, expected] of [
      [native, PRICE - 1n, PRICE],
      [native, PRICE + 1n, PRICE],
      [{ price: PRICE }, 1n, 0n],
      [{}, 1n, 0n],
    ] as const) {
      const { licenses, mint } = await loadMarket(terms);

      await expect(mint({ value }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_WrongValue")
        .withArgs(value, expected);
    }
  });

  it("refuses what is not offered, and terms of nobody", async () => {
    const { licenses, assetId, termsId, buyLicense, registerTerms } = await loadMarket();
    const notOffered = await registerTerms({ seats: 1n });
    const unknown = ethers.id("no such terms");

    await expect(buyLicense({ assetId, termsId: notOffered }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_NotOffered")
      .withArgs(assetId, notOffered);
    await expect(buyLicense({ assetId: assetId + 1n, termsId }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_NotOffered")
      .withArgs(assetId + 1n, termsId);
    await expect(buyLicense({ assetId, termsId: unknown }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_UnknownTerms")
      .withArgs(unknown);
  });

  it("sells perpetual licences one at a time, and no licence for no time", async () => {
    const perpetual = await loadMarket();
    for (const periods of [0n, 2n]) {
      await expect(perpetual.mint({ periods }))
        .to.be.revertedWithCustomError(perpetual.licenses, "LicenseManager_InvalidPeriods")
        .withArgs(periods);
    }
    await perpetual.mint();
    expect(await perpetual.licenses.expiresAt(perpetual.firstLicense)).to.equal(PERPETUAL);

    const timed = await loadMarket({ duration: DAY });
    await expect(timed.mint({ periods: 0n }))
      .to.be.revertedWithCustomError(timed.licenses, "LicenseManager_InvalidPeriods")
      .withArgs(0n);
  });

  it("sells no licence beyond the end of time", async () => {
    const { licenses, mint } = await loadMarket({ duration: 2n ** 32n - 1n });

    await expect(mint({ periods: 256n }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_InvalidPeriods")
      .withArgs(256n);
    await mint({ periods: 255n });
  });

  it("sells no more uses than a licence can count", async () => {
    const quota = 2n ** 23n;
    const { licenses, firstLicense, mint } = await loadMarket({ duration: DAY, quota });

    await expect(mint({ periods: 2n }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_QuotaExceeded")
      .withArgs(firstLicense, 2n * quota, 2n ** 24n - 1n);
  });

  it("gives nothing to the zero address", async () => {
    const { licenses, assetId, termsId } = await loadMarket();
    const request = { assetId, termsId, licensee: ethers.ZeroAddress, periods: 1n, maxPrice: 0n };

    await expect(licenses.mintLicense(request)).to.be.revertedWithCustomError(
      licenses,
      "TransferToZeroAddress",
    );
  });

  describe("of a frozen asset", () => {
    for (const [terms, contract, error] of [
      [{ price: PRICE }, "ledger", "RevenueLedger_Frozen"],
      [{}, "licenses", "LicenseManager_AssetFrozen"],
    ] as const) {
      it(`is refused, ${"price" in terms ? "with a price" : "without a price"}`, async () => {
        const market = await loadMarket(terms);
        const { ledger, arbiter, assetId, appointArbiter, mint } = market;
        await appointArbiter();
        await ledger.connect(arbiter).freeze(assetId, (await now()) + DAY);

        await expect(mint())
          .to.be.revertedWithCustomError(market[contract], error)
          .withArgs(assetId);
        await ledger.connect(arbiter).thaw(assetId);
        await mint();
      });
    }
  });

  it("with a price stops while the ledger is paused", async () => {
    const { ledger, council, mint } = await loadMarket({ price: PRICE });
    await ledger.connect(council).pause(DAY);

    await expect(mint())
      .to.be.revertedWithCustomError(ledger, "EntryPause_Paused")
      .withArgs(await ledger.pausedUntil());
  });

  describe("exclusive (LIC-6)", () => {
    async function withExclusive() {
      const market = await loadMarket({ duration: DAY });
      const exclusive = await market.registerTerms({
        duration: 2n * DAY,
        rules: RULE.exclusive,
      });
      await market.offerTerms(market.assetId, exclusive);
      const mintExclusive = async () =>
        await market.buyLicense({ assetId: market.assetId, termsId: exclusive });
      return { ...market, mintExclusive };
    }

    it("licences keep all others out until they end", async () => {
      const { licenses, assetId, mint, mintExclusive } = await withExclusive();
      await mintExclusive();
      const until = (await now()) + 2n * DAY;

      expect(await licenses.exclusiveUntil(assetId)).to.equal(until);
      for (const attempt of [mint, mintExclusive]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(licenses, "LicenseManager_ExclusiveUntil")
          .withArgs(assetId, until);
      }
      await networkHelpers.time.setNextBlockTimestamp(until);
      await mint();
    });

    it("licences are only sold when no other is live", async () => {
      const { licenses, assetId, mint, mintExclusive } = await withExclusive();
      await mint();
      const until = (await now()) + DAY;

      await expect(mintExclusive())
        .to.be.revertedWithCustomError(licenses, "LicenseManager_LicensesLiveUntil")
        .withArgs(assetId, until);
      await networkHelpers.time.increaseTo(until);
      await mintExclusive();
      expect(await licenses.exclusiveUntil(assetId)).to.equal((await now()) + 2n * DAY);
    });

    it("licences without end exclude for ever", async () => {
      const { licenses, assetId, mint } = await loadMarket({ rules: RULE.exclusive });
      await mint();

      expect(await licenses.exclusiveUntil(assetId)).to.equal(MAX_UINT40);
      await expect(mint())
        .to.be.revertedWithCustomError(licenses, "LicenseManager_ExclusiveUntil")
        .withArgs(assetId, MAX_UINT40);
    });
  });

  it("collects nothing for anyone but the ledger", async () => {
    const { licenses, token, licensee, stranger } = await loadMarket();

    await expect(licenses.connect(stranger).onCollect(licensee, token, 1n))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_NotLedger")
      .withArgs(stranger);
  });
});
