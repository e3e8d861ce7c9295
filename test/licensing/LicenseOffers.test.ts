import { expect } from "chai";

import { NATIVE_BIT, RELATION, SAHARA_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSahara, type SaharaFixture } from "../helpers/deploySahara.ts";
import { ALL_USES, RULE, type Terms, USE } from "../helpers/licensing.ts";

const DAY = 24n * 3_600n;
const ACTIVE = 1n;
const ACTIVE_NATIVE = 3n;
const UNKNOWN_ASSET = 77n;

describe("LicenseOffers", () => {
  async function withAsset() {
    const sahara = await loadSahara();
    const assetId = await sahara.registerAsset();
    const termsId = await sahara.registerTerms();
    return { ...sahara, assetId, termsId };
  }

  describe("offerTerms", () => {
    it("keeps what a sale needs and tells it", async () => {
      const { licenses, owner, token, assetId, registerTerms } = await withAsset();
      const terms = { price: 5n, duration: DAY, quota: 9n, rules: RULE.renewable };
      const inToken = await registerTerms({ ...terms, currency: await token.getAddress() });
      const inNative = await registerTerms(terms);

      await expect(licenses.connect(owner).offerTerms(assetId, [inToken, inNative]))
        .to.emit(licenses, "TermsOffered")
        .withArgs(assetId, inToken, 0n, 0n);
      const fields = [5n, DAY, 9n, RULE.renewable, 0n, 0n];
      expect(await licenses.offerOf(assetId, inToken)).to.deep.equal([...fields, ACTIVE]);
      expect(await licenses.offerOf(assetId, inNative)).to.deep.equal([...fields, ACTIVE_NATIVE]);
    });

    it("is the present owner's alone", async () => {
      const { licenses, registry, owner, stranger, assetId, termsId } = await withAsset();

      await expect(licenses.connect(stranger).offerTerms(assetId, [termsId]))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotAssetOwner")
        .withArgs(assetId, stranger);
      await registry.connect(owner).transferFrom(owner, stranger, assetId);
      await expect(licenses.connect(owner).offerTerms(assetId, [termsId]))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotAssetOwner")
        .withArgs(assetId, owner);
      await licenses.connect(stranger).offerTerms(assetId, [termsId]);
      await expect(
        licenses.connect(owner).offerTerms(UNKNOWN_ASSET, [termsId]),
      ).to.be.revertedWithCustomError(registry, "TokenDoesNotExist");
    });

    it("refuses terms of nobody", async () => {
      const { licenses, owner, assetId } = await withAsset();
      const unknown = ethers.id("no such terms");

      for (const call of [
        () => licenses.connect(owner).offerTerms(assetId, [unknown]),
        () => licenses.offerOf(assetId, unknown),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(licenses, "LicenseManager_UnknownTerms")
          .withArgs(unknown);
      }
    });

    it("fixes the fee, whatever becomes of the parameter (LIC-10)", async () => {
      const { licenses, parameters, assetId, termsId, offerTerms, getTimelockSigner } =
        await withAsset();
      const governance = parameters.connect(await getTimelockSigner());
      await governance.setLicenseFee(250n);
      await offerTerms(assetId, termsId);
      await governance.setLicenseFee(500n);

      expect((await licenses.offerOf(assetId, termsId)).feeBps).to.equal(250n);
      await offerTerms(assetId, termsId);
      expect((await licenses.offerOf(assetId, termsId)).feeBps).to.equal(500n);
    });
  });

  describe("withdrawOffer", () => {
    it("ends the sale and tells it", async () => {
      const { licenses, owner, assetId, termsId, offerTerms, buyLicense } = await withAsset();
      await offerTerms(assetId, termsId);

      await expect(licenses.connect(owner).withdrawOffer(assetId, termsId))
        .to.emit(licenses, "OfferWithdrawn")
        .withArgs(assetId, termsId);
      await expect(buyLicense({ assetId, termsId }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotOffered")
        .withArgs(assetId, termsId);
    });

    it("refuses strangers and what is not offered", async () => {
      const { licenses, owner, stranger, assetId, termsId } = await withAsset();

      await expect(licenses.connect(stranger).withdrawOffer(assetId, termsId))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotAssetOwner")
        .withArgs(assetId, stranger);
      await expect(licenses.connect(owner).withdrawOffer(assetId, termsId))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotOffered")
        .withArgs(assetId, termsId);
    });
  });

  describe("offerChangesOf", () => {
    it("counts what owners offer and withdraw, and not what they registered with", async () => {
      const { licenses, owner, registerAsset, registerTerms } = await loadSahara();
      const termsId = await registerTerms();
      const assetId = await registerAsset({ terms: [termsId] });
      expect(await licenses.offerChangesOf(assetId)).to.equal(0n);

      await licenses.connect(owner).offerTerms(assetId, [termsId]);
      expect(await licenses.offerChangesOf(assetId)).to.equal(1n);
      await licenses.connect(owner).withdrawOffer(assetId, termsId);
      expect(await licenses.offerChangesOf(assetId)).to.equal(2n);
    });
  });

  describe("of a derivative (LIC-5)", () => {
    /** A derivative of `owner` whose parents gave licences under each of `parentTerms`. */
    async function withDerivative(...parentTerms: Partial<Terms>[]) {
      const sahara = await loadSahara();
      const { registerAsset, registerTerms, offerTerms, buyLicense, owner } = sahara;
      const parents = [];
      const parentTermsIds: string[] = [];
      for (const terms of parentTerms) {
        const asset = await registerAsset();
        const termsId = await registerTerms(terms);
        await offerTerms(asset, termsId);
        const license = await buyLicense({ assetId: asset, termsId, licensee: owner });
        parents.push({ asset, relation: RELATION.derivedFrom, license });
        parentTermsIds.push(termsId);
      }
      const currencies = parentTerms.some(({ revenueCeiling }) => revenueCeiling !== undefined)
        ? SAHARA_BIT
        : NATIVE_BIT | SAHARA_BIT;
      const child = await registerAsset({ parents, currencies });
      const offer = async (terms: Partial<Terms>) => {
        const termsId = await registerTerms(terms);
        return await sahara.licenses.connect(owner).offerTerms(child, [termsId]);
      };
      const licensesOfParents = parents.map(({ license }) => license);
      return { ...sahara, child, offer, parentTermsIds, licensesOfParents };
    }

    it("grants no use that one of the parents did not", async () => {
      const { licenses, licensesOfParents, offer } = await withDerivative(
        { uses: ALL_USES },
        { uses: USE.derivative | USE.access | USE.infer },
      );

      await offer({ uses: USE.access | USE.infer });
      await offer({ uses: USE.derivative });
      await expect(offer({ uses: USE.access | USE.commercial }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_UsesBeyondParent")
        .withArgs(
          licensesOfParents[1],
          USE.access | USE.commercial,
          USE.derivative | USE.access | USE.infer,
        );
    });

    it("keeps reciprocal terms as they are", async () => {
      const { licenses, child, owner, licensesOfParents, parentTermsIds, offer } =
        await withDerivative({ rules: RULE.reciprocal });

      await licenses.connect(owner).offerTerms(child, [parentTermsIds[0]!]);
      await expect(offer({ rules: RULE.reciprocal, seats: 1n }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_ReciprocalTermsRequired")
        .withArgs(licensesOfParents[0], parentTermsIds[0]);
    });

    it("can offer nothing under two different reciprocal terms", async () => {
      const { licenses, child, owner, licensesOfParents, parentTermsIds } = await withDerivative(
        { rules: RULE.reciprocal },
        { rules: RULE.reciprocal, seats: 1n },
      );
      const asOwner = licenses.connect(owner);

      for (const [offered, refusing] of [
        [0, 1],
        [1, 0],
      ] as const) {
        await expect(asOwner.offerTerms(child, [parentTermsIds[offered]!]))
          .to.be.revertedWithCustomError(licenses, "LicenseManager_ReciprocalTermsRequired")
          .withArgs(licensesOfParents[refusing], parentTermsIds[refusing]);
      }
    });

    it("passes a revenue ceiling on to derivatives, as low or lower, in its currency", async () => {
      const currency = await currencyOf(await loadSahara());
      const ceiling = 1_000n;
      const { licenses, licensesOfParents, offer } = await withDerivative({
        revenueCeiling: ceiling,
        currency,
      });
      const beyond = [
        { revenueCeiling: 0n },
        { revenueCeiling: ceiling + 1n, currency },
        { revenueCeiling: ceiling, currency: ethers.ZeroAddress },
      ];

      for (const terms of beyond) {
        await expect(offer(terms))
          .to.be.revertedWithCustomError(licenses, "LicenseManager_CeilingBeyondParent")
          .withArgs(licensesOfParents[0], ceiling);
      }
      await offer({ revenueCeiling: ceiling, currency });
      await offer({ revenueCeiling: 1n, currency });
      // Terms that allow no derivatives have nobody to cap.
      await offer({ uses: USE.access });
    });

    it("outlives no parent's licence: the first to end counts", async () => {
      const { licenses, child, licensee, licensesOfParents, ...rest } = await withDerivative(
        { duration: 3n * DAY },
        {},
        { duration: 2n * DAY },
      );
      const { registerTerms, offerTerms, buyLicense } = rest;
      const cap = (await licenses.licenseOf(licensesOfParents[2]!)).expiry;
      const perpetual = await registerTerms({ uses: USE.access });
      const daily = await registerTerms({ uses: USE.access, duration: DAY });
      await offerTerms(child, perpetual, daily);

      expect((await licenses.offerOf(child, daily)).expiryCap).to.equal(cap);
      await expect(buyLicense({ assetId: child, termsId: perpetual }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_BeyondParentExpiry")
        .withArgs(2n ** 40n - 1n, cap);
      const request = { assetId: child, termsId: daily, licensee, periods: 1n, maxPrice: 0n };
      const buyAt = async (time: bigint) => {
        await networkHelpers.time.setNextBlockTimestamp(time);
        return await licenses.mintLicense(request);
      };
      await buyAt(cap - DAY);
      await expect(buyAt(cap - DAY + 1n))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_BeyondParentExpiry")
        .withArgs(cap + 1n, cap);
    });

    it("needs every parent's licence alive", async () => {
      const { licenses, licensesOfParents, offer } = await withDerivative({ duration: DAY });
      await networkHelpers.time.increase(DAY);

      await expect(offer({ uses: USE.access }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotLive")
        .withArgs(licensesOfParents[0]);
    });
  });

  const currencyOf = async ({ token }: SaharaFixture) => await token.getAddress();
});
