import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { RULE, type Terms } from "../helpers/licensing.ts";

const PRICE = 1_000n;
const DAY = 24n * 3_600n;
const MAX_PRICE = 2n ** 128n - 1n;
const REVOKED = 1n;
const MAX_UINT40 = 2n ** 40n - 1n;

const now = async () => BigInt(await networkHelpers.time.latest());

describe("LicenseManager: renew", () => {
  /** `licensee` has a licence of one day that ends at `expiry`. */
  async function withSubscription(terms: Partial<Terms> = {}) {
    const market = await loadMarket({
      price: PRICE,
      duration: DAY,
      rules: RULE.renewable | RULE.revocable,
      ...terms,
    });
    await market.mint({ value: terms.currency === ethers.ZeroAddress ? PRICE : 0n });
    const license = market.firstLicense;
    const { expiry } = await market.licenses.licenseOf(license);
    return { ...market, license, expiry, asPayer: market.licenses.connect(market.payer) };
  }

  it("lets a live licence grow at its end, paid by anyone", async () => {
    const { licenses, ledger, token, payer, assetId, license, expiry, asPayer } =
      await withSubscription();
    const renewed = expiry + 2n * DAY;
    expect(await asPayer.renew.staticCall(license, 2n, 2n * PRICE)).to.equal(renewed);
    const transaction = await asPayer.renew(license, 2n, 2n * PRICE);

    await expect(transaction).to.emit(licenses, "SubscriptionUpdate").withArgs(license, renewed);
    await expect(transaction).to.changeTokenBalances(
      ethers,
      token,
      [payer, ledger],
      [-2n * PRICE, 2n * PRICE],
    );
    expect(await licenses.expiresAt(license)).to.equal(renewed);
    expect((await ledger.streamOf(assetId, token)).accrued).to.equal(3n * PRICE);
  });

  it("starts an expired licence anew", async () => {
    const { licenses, license, expiry, asPayer } = await withSubscription();
    await networkHelpers.time.increaseTo(expiry + 5n * DAY);
    await asPayer.renew(license, 1n, PRICE);

    expect(await licenses.expiresAt(license)).to.equal((await now()) + DAY);
  });

  it("in the native coin comes as value", async () => {
    const { licenses, ledger, payer, license, expiry, asPayer } = await withSubscription({
      currency: ethers.ZeroAddress,
    });

    await expect(asPayer.renew(license, 1n, PRICE))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_WrongValue")
      .withArgs(0n, PRICE);
    await expect(asPayer.renew(license, 1n, PRICE, { value: PRICE })).to.changeEtherBalances(
      ethers,
      [payer, ledger],
      [-PRICE, PRICE],
    );
    expect(await licenses.expiresAt(license)).to.equal(expiry + DAY);
  });

  it("adds the quota of its periods", async () => {
    const { licenses, licensee, license, asPayer } = await withSubscription({ quota: 10n });
    await licenses.connect(licensee).consume(license, 4n);
    await asPayer.renew(license, 2n, 2n * PRICE);

    expect((await licenses.licenseOf(license)).quotaLeft).to.equal(26n);
  });

  it("refuses more uses than a licence can count", async () => {
    const quota = 2n ** 23n;
    const { licenses, license, asPayer } = await withSubscription({ quota });

    await expect(asPayer.renew(license, 1n, PRICE))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_QuotaExceeded")
      .withArgs(license, 2n * quota, 2n ** 24n - 1n);
  });

  it("refuses a price above what the payer agreed to, and no periods", async () => {
    const { licenses, license, asPayer } = await withSubscription();

    await expect(asPayer.renew(license, 2n, 2n * PRICE - 1n))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_PriceAboveMax")
      .withArgs(2n * PRICE, 2n * PRICE - 1n);
    await expect(asPayer.renew(license, 0n, MAX_PRICE))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_InvalidPeriods")
      .withArgs(0n);
  });

  it("goes on under an offer that was withdrawn", async () => {
    const { licenses, owner, assetId, termsId, license, expiry, asPayer } =
      await withSubscription();
    await licenses.connect(owner).withdrawOffer(assetId, termsId);
    await asPayer.renew(license, 1n, PRICE);

    expect(await licenses.expiresAt(license)).to.equal(expiry + DAY);
  });

  it("refuses what is not renewable, revoked, cancelled or unknown", async () => {
    const fixed = await withSubscription({ rules: 0n });
    await expect(fixed.asPayer.renew(fixed.license, 1n, PRICE))
      .to.be.revertedWithCustomError(fixed.licenses, "LicenseManager_NotRenewable")
      .withArgs(fixed.license);
    expect(await fixed.licenses.isRenewable(fixed.license)).to.be.false;

    const { licenses, owner, license, asPayer } = await withSubscription();
    expect(await licenses.isRenewable(license)).to.be.true;
    await licenses.connect(owner).revoke(license);
    expect(await licenses.isRenewable(license)).to.be.false;
    await expect(asPayer.renew(license, 1n, PRICE))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_NotRenewable")
      .withArgs(license);
    await expect(asPayer.renew(license + 1n, 1n, PRICE))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_UnknownLicense")
      .withArgs(license + 1n);
  });

  it("goes no further than the licence of a parent", async () => {
    const parent = await loadMarket({ duration: 3n * DAY });
    const { licenses, owner, mint, firstLicense, registerAsset, registerTerms, offerTerms } =
      parent;
    await mint({ licensee: owner });
    const cap = (await licenses.licenseOf(firstLicense)).expiry;
    const child = await registerAsset({
      parents: [{ asset: parent.assetId, relation: 2n, license: firstLicense }],
    });
    const termsId = await registerTerms({ duration: DAY, rules: RULE.renewable });
    await offerTerms(child, termsId);
    const license = await parent.buyLicense({ assetId: child, termsId });
    const { expiry } = await licenses.licenseOf(license);

    await expect(licenses.renew(license, 2n, 0n))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_BeyondParentExpiry")
      .withArgs(expiry + 2n * DAY, cap);
    await licenses.renew(license, 1n, 0n);
  });

  describe("beside exclusive licences (LIC-6)", () => {
    /** An ordinary offer that cannot be renewed and an exclusive one that can, both of one day and free. */
    async function withBoth() {
      const market = await loadMarket({ duration: DAY });
      const exclusive = await market.registerTerms({
        duration: DAY,
        rules: RULE.exclusive | RULE.renewable,
      });
      await market.offerTerms(market.assetId, exclusive);
      const mintExclusive = async () =>
        await market.buyLicense({ assetId: market.assetId, termsId: exclusive });
      return { ...market, mintExclusive };
    }

    it("an exclusive licence grows while it is live", async () => {
      const { licenses, assetId, mint, mintExclusive } = await withBoth();
      const exclusive = await mintExclusive();
      const until = (await now()) + DAY;
      await licenses.renew(exclusive, 1n, 0n);

      expect(await licenses.exclusiveUntil(assetId)).to.equal(until + DAY);
      await networkHelpers.time.increaseTo(until);
      await expect(mint())
        .to.be.revertedWithCustomError(licenses, "LicenseManager_ExclusiveUntil")
        .withArgs(assetId, until + DAY);
    });

    it("one that ended starts anew, and keeps others out again", async () => {
      const { licenses, assetId, mint, mintExclusive } = await withBoth();
      const exclusive = await mintExclusive();
      await networkHelpers.time.increase(2n * DAY);
      await licenses.renew(exclusive, 1n, 0n);
      const until = (await now()) + DAY;

      expect(await licenses.expiresAt(exclusive)).to.equal(until);
      await expect(mint())
        .to.be.revertedWithCustomError(licenses, "LicenseManager_ExclusiveUntil")
        .withArgs(assetId, until);
    });

    it("one that ended waits for the others to end", async () => {
      const { licenses, assetId, mint, mintExclusive } = await withBoth();
      const exclusive = await mintExclusive();
      await networkHelpers.time.increase(DAY);
      await mint();
      const until = (await now()) + DAY;

      await expect(licenses.renew(exclusive, 1n, 0n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_LicensesLiveUntil")
        .withArgs(assetId, until);
      await networkHelpers.time.setNextBlockTimestamp(until);
      await licenses.renew(exclusive, 1n, 0n);
      expect(await licenses.exclusiveUntil(assetId)).to.equal(until + DAY);
    });

    it("one that ended waits for the next exclusive one to end", async () => {
      const { licenses, assetId, mintExclusive } = await withBoth();
      const first = await mintExclusive();
      await networkHelpers.time.increase(DAY);
      await mintExclusive();

      await expect(licenses.renew(first, 1n, 0n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_LicensesLiveUntil")
        .withArgs(assetId, (await now()) + DAY);
    });

    it("an ordinary renewable licence counts as live for ever, ended or not", async () => {
      const { licenses, owner, assetId, license, expiry, ...market } = await withSubscription({
        price: 0n,
      });
      const termsId = await market.registerTerms({ duration: DAY, rules: RULE.exclusive });
      await market.offerTerms(assetId, termsId);
      const mintExclusive = async () => await market.buyLicense({ assetId, termsId });

      await networkHelpers.time.increaseTo(expiry);
      await expect(mintExclusive())
        .to.be.revertedWithCustomError(licenses, "LicenseManager_LicensesLiveUntil")
        .withArgs(assetId, MAX_UINT40);
      await licenses.connect(owner).revoke(license);
      await expect(mintExclusive())
        .to.be.revertedWithCustomError(licenses, "LicenseManager_LicensesLiveUntil")
        .withArgs(assetId, MAX_UINT40);
    });
  });

  describe("renewSubscription (ERC-5643)", () => {
    it("renews by a whole number of periods, in seconds", async () => {
      const { licenses, token, payer, license, expiry, asPayer } = await withSubscription();

      await expect(asPayer.renewSubscription(license, 3n * DAY)).to.changeTokenBalance(
        ethers,
        token,
        payer,
        -3n * PRICE,
      );
      expect(await licenses.expiresAt(license)).to.equal(expiry + 3n * DAY);
    });

    it("refuses any other duration", async () => {
      const { licenses, license, asPayer } = await withSubscription();

      for (const duration of [1n, DAY - 1n, DAY + 1n]) {
        await expect(asPayer.renewSubscription(license, duration))
          .to.be.revertedWithCustomError(licenses, "LicenseManager_InvalidPeriods")
          .withArgs(DAY);
      }
      await expect(asPayer.renewSubscription(license, 0n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_InvalidPeriods")
        .withArgs(0n);
      await expect(asPayer.renewSubscription(license, 2n ** 32n * DAY))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_InvalidPeriods")
        .withArgs(DAY);
    });

    it("refuses perpetual licences", async () => {
      const { licenses, firstLicense, mint } = await loadMarket();
      await mint();

      await expect(licenses.renewSubscription(firstLicense, 0n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotRenewable")
        .withArgs(firstLicense);
      await expect(licenses.renewSubscription(firstLicense, 1n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_InvalidPeriods")
        .withArgs(0n);
    });
  });

  it("marks a revoked licence by the second 1", async () => {
    const { licenses, owner, license } = await withSubscription();
    await licenses.connect(owner).revoke(license);

    expect(await licenses.expiresAt(license)).to.equal(REVOKED);
  });
});
