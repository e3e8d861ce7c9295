import { expect } from "chai";

import { RELATION } from "../helpers/assets.ts";
import { networkHelpers } from "../helpers/chain.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { RULE, type Terms } from "../helpers/licensing.ts";

const DAY = 24n * 3_600n;
const REVOKED = 1n;
const UNLIMITED = 2n ** 24n - 1n;

describe("LicenseManager: ending and using", () => {
  /** `licensee` has a licence of `owner`'s asset. */
  async function withLicense(terms: Partial<Terms> = {}) {
    const market = await loadMarket(terms);
    await market.mint();
    const { licenses, owner, licensee, stranger, firstLicense: license } = market;
    return {
      ...market,
      license,
      asOwner: licenses.connect(owner),
      asHolder: licenses.connect(licensee),
      asStranger: licenses.connect(stranger),
    };
  }

  describe("revoke (LIC-8)", () => {
    const REVOCABLE = { duration: DAY, rules: RULE.revocable };

    it("ends a licence whose terms allow it", async () => {
      const { licenses, owner, license, asOwner } = await withLicense(REVOCABLE);
      const transaction = asOwner.revoke(license);

      await expect(transaction).to.emit(licenses, "LicenseRevoked").withArgs(license, owner);
      await expect(transaction).to.emit(licenses, "SubscriptionUpdate").withArgs(license, REVOKED);
      expect((await licenses.licenseOf(license)).expiry).to.equal(REVOKED);
    });

    it("is the asset owner's, and only once", async () => {
      const { licenses, stranger, licensee, assetId, license, ...callers } =
        await withLicense(REVOCABLE);

      for (const [call, caller] of [
        [() => callers.asStranger.revoke(license), stranger],
        [() => callers.asHolder.revoke(license), licensee],
      ] as const) {
        await expect(call())
          .to.be.revertedWithCustomError(licenses, "LicenseManager_NotAssetOwner")
          .withArgs(assetId, caller);
      }
      await callers.asOwner.revoke(license);
      await expect(callers.asOwner.revoke(license))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotRevocable")
        .withArgs(license);
    });

    it("is refused where the terms say nothing of it, and of unknown licences", async () => {
      const { licenses, license, asOwner } = await withLicense({ duration: DAY });

      await expect(asOwner.revoke(license))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotRevocable")
        .withArgs(license);
      await expect(asOwner.revoke(license + 1n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_UnknownLicense")
        .withArgs(license + 1n);
    });

    it("leaves derivatives registered before as they are", async () => {
      const market = await withLicense({ rules: RULE.revocable, royaltyBps: 900n });
      const { ledger, registry, licensee, assetId, license, asOwner, registerAsset } = market;
      const parents = [{ asset: assetId, relation: RELATION.derivedFrom, license }];
      const child = await registerAsset({ parents, owner: licensee });
      await asOwner.revoke(license);

      expect(await registry.ownerOf(child)).to.equal(licensee);
      expect(await ledger.royaltiesOf(child)).to.deep.equal([[assetId, 900n]]);
    });

    it("of an exclusive licence opens the asset to others", async () => {
      const { licenses, assetId, license, asOwner, mint } = await withLicense({
        rules: RULE.exclusive | RULE.revocable,
      });
      await asOwner.revoke(license);

      expect(await licenses.exclusiveUntil(assetId)).to.equal(0n);
      await mint();
    });

    it("of an exclusive licence that ended by itself changes nothing for others", async () => {
      const { licenses, assetId, license, asOwner, mint } = await withLicense({
        duration: DAY,
        rules: RULE.exclusive | RULE.revocable,
      });
      await networkHelpers.time.increase(DAY);
      await mint();
      const until = await licenses.exclusiveUntil(assetId);
      await asOwner.revoke(license);

      expect(await licenses.exclusiveUntil(assetId)).to.equal(until);
    });
  });

  describe("cancelSubscription (ERC-5643)", () => {
    it("ends the holder's licence without refund", async () => {
      const { licenses, licensee, license, asHolder } = await withLicense();
      const transaction = asHolder.cancelSubscription(license);

      await expect(transaction).to.emit(licenses, "LicenseCancelled").withArgs(license, licensee);
      await expect(transaction).to.emit(licenses, "SubscriptionUpdate").withArgs(license, REVOKED);
    });

    it("is the holder's, once, and takes no value", async () => {
      const { licenses, owner, license, asOwner, asHolder } = await withLicense();

      await expect(asOwner.cancelSubscription(license))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotHolder")
        .withArgs(license, owner);
      await expect(asHolder.cancelSubscription(license, { value: 3n }))
        .to.be.revertedWithCustomError(licenses, "PackedERC721_ValueRefused")
        .withArgs(3n);
      await asHolder.cancelSubscription(license);
      await expect(asHolder.cancelSubscription(license))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotLive")
        .withArgs(license);
    });

    it("refuses unknown licences", async () => {
      const { licenses, licensee, license, asHolder } = await withLicense();

      await expect(asHolder.cancelSubscription(license + 1n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotHolder")
        .withArgs(license + 1n, licensee);
    });
  });

  describe("consume", () => {
    it("spends metered uses down to none", async () => {
      const { licenses, licensee, license, asHolder } = await withLicense({ quota: 5n });

      await expect(asHolder.consume(license, 2n))
        .to.emit(licenses, "QuotaConsumed")
        .withArgs(license, licensee, 2n, 3n);
      expect(await asHolder.consume.staticCall(license, 3n)).to.equal(0n);
      await expect(asHolder.consume(license, 4n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_QuotaExceeded")
        .withArgs(license, 4n, 3n);
      expect((await licenses.licenseOf(license)).quotaLeft).to.equal(3n);
    });

    it("is open to a meter that the holder approved", async () => {
      const { licenses, licensee, relayer, license, asHolder } = await withLicense({
        quota: 5n,
        rules: RULE.transferable,
      });
      await asHolder.approve(relayer, license);
      await licenses.connect(relayer).consume(license, 1n);

      expect((await licenses.licenseOf(license)).quotaLeft).to.equal(4n);
      expect(await licenses.ownerOf(license)).to.equal(licensee);
    });

    it("knows no limit where the terms have none", async () => {
      const { licenses, license, asHolder } = await withLicense();

      expect(await asHolder.consume.staticCall(license, 9n)).to.equal(UNLIMITED);
      await expect(asHolder.consume(license, 9n)).to.not.emit(licenses, "QuotaConsumed");
    });

    it("refuses strangers, ended and unknown licences", async () => {
      const { licenses, stranger, license, asStranger, asHolder } = await withLicense({
        quota: 5n,
        duration: DAY,
      });

      await expect(asStranger.consume(license, 1n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotHolder")
        .withArgs(license, stranger);
      await expect(asHolder.consume(license + 1n, 1n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_UnknownLicense")
        .withArgs(license + 1n);
      await networkHelpers.time.increase(DAY);
      await expect(asHolder.consume(license, 1n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotLive")
        .withArgs(license);
    });
  });
});
