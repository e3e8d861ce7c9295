import { expect } from "chai";

import { NATIVE_BIT, RELATION, SAHARA_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { ALL_USES, RULE, type Terms, USE } from "../helpers/licensing.ts";

const DAY = 24n * 3_600n;
const CEILING = 10_000n;
const REF = ethers.ZeroHash;

describe("LicenseManager: derive (LIC-3)", () => {
  /** `licensee` holds a licence of `owner`'s asset and may register derivatives of it. */
  async function withLicense(terms: Partial<Terms> = {}) {
    const market = await loadMarket(terms);
    await market.mint();
    const { assetId, firstLicense: license, licensee, registerAsset } = market;
    const deriveAs = async (
      options: {
        relation?: bigint;
        license?: bigint;
        currencies?: bigint;
        owner?: typeof licensee;
      } = {},
    ) => {
      const {
        relation = RELATION.derivedFrom,
        owner = licensee,
        currencies = SAHARA_BIT,
      } = options;
      const link = { asset: assetId, relation, license: options.license ?? license };
      return await registerAsset({ owner, currencies, parents: [link] });
    };
    return { ...market, license, deriveAs };
  }

  it("is the Registrar's alone", async () => {
    const { licenses, stranger, assetId, license } = await withLicense();
    const links = [{ asset: assetId, relation: RELATION.derivedFrom, license }];

    await expect(licenses.connect(stranger).derive(assetId + 1n, stranger, links))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_NotRegistrar")
      .withArgs(stranger);
  });

  describe("uses", () => {
    const NEEDED = [
      ["trainedOn", USE.derivative | USE.train],
      ["finetunedFrom", USE.derivative | USE.finetune],
      ["derivedFrom", USE.derivative],
      ["mergedFrom", USE.derivative],
    ] as const;

    for (const [relation, needed] of NEEDED) {
      it(`of ${relation} are exactly those it needs`, async () => {
        const enough = await withLicense({ uses: needed });
        await enough.deriveAs({ relation: RELATION[relation] });

        for (const bit of Object.values(USE).filter((use) => (needed & use) !== 0n)) {
          const uses = ALL_USES & ~bit;
          const { licenses, license, deriveAs } = await withLicense({ uses });
          await expect(deriveAs({ relation: RELATION[relation] }))
            .to.be.revertedWithCustomError(licenses, "LicenseManager_UsesNotGranted")
            .withArgs(license, needed, uses);
        }
      });
    }
  });

  it("needs the registrant to hold the licence", async () => {
    const { licenses, licensee, stranger, license, deriveAs } = await withLicense({
      rules: RULE.transferable,
    });

    await expect(deriveAs({ owner: stranger }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_NotHolder")
      .withArgs(license, stranger);
    await licenses.connect(licensee).transferFrom(licensee, stranger, license);
    await expect(deriveAs())
      .to.be.revertedWithCustomError(licenses, "LicenseManager_NotHolder")
      .withArgs(license, licensee);
    await deriveAs({ owner: stranger });
  });

  it("needs the licence to exist and to be of that parent", async () => {
    const { licenses, licensee, assetId, license, deriveAs, registerAsset } = await withLicense();
    const other = await registerAsset();
    const elsewhere = (other << 32n) | 1n;

    await expect(deriveAs({ license: license + 1n }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_NotHolder")
      .withArgs(license + 1n, licensee);
    await expect(deriveAs({ license: elsewhere }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_WrongParent")
      .withArgs(elsewhere, assetId);
    await expect(deriveAs({ license: 0n }))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_WrongParent")
      .withArgs(0n, assetId);
  });

  it("needs the licence alive: expired, revoked and cancelled ones are not", async () => {
    const timed = await withLicense({ duration: DAY });
    await networkHelpers.time.increase(DAY);
    const revoked = async () => {
      const market = await withLicense({ rules: RULE.revocable });
      await market.licenses.connect(market.owner).revoke(market.license);
      return market;
    };
    const cancelled = async () => {
      const market = await withLicense();
      await market.licenses.connect(market.licensee).cancelSubscription(market.license);
      return market;
    };

    await expect(timed.deriveAs())
      .to.be.revertedWithCustomError(timed.licenses, "LicenseManager_NotLive")
      .withArgs(timed.license);
    for (const load of [revoked, cancelled]) {
      const { licenses, license, deriveAs } = await load();
      await expect(deriveAs())
        .to.be.revertedWithCustomError(licenses, "LicenseManager_NotLive")
        .withArgs(license);
    }
  });

  it("spends one metered use for each derivative", async () => {
    const { licenses, licensee, registrar, license, deriveAs } = await withLicense({ quota: 2n });
    await deriveAs();
    await deriveAs();

    expect((await licenses.licenseOf(license)).quotaLeft).to.equal(0n);
    await expect(deriveAs())
      .to.be.revertedWithCustomError(licenses, "LicenseManager_QuotaExceeded")
      .withArgs(license, 1n, 0n);
    const [first] = await licenses.queryFilter(licenses.filters.QuotaConsumed(license));
    expect(first!.args).to.deep.equal([license, await registrar.getAddress(), 1n, 1n]);
    expect(await licenses.ownerOf(license)).to.equal(licensee);
  });

  it("may use one licence without quota for many derivatives", async () => {
    const { registry, licensee, deriveAs } = await withLicense();
    await deriveAs();
    await deriveAs();

    expect(await registry.balanceOf(licensee)).to.equal(2n);
  });

  it("refuses royalties of more than 80 % together", async () => {
    const { ledger, registerAsset, registerDerivative } = await loadMarket();
    const parents = [await registerAsset(), await registerAsset()];

    await expect(
      registerDerivative({
        parents: [
          { assetId: parents[0]!, royaltyBps: 4_000n },
          { assetId: parents[1]!, royaltyBps: 4_001n },
        ],
      }),
    )
      .to.be.revertedWithCustomError(ledger, "RevenueLedger_RoyaltiesTooHigh")
      .withArgs(8_001n, 8_000n);
  });

  describe("revenue ceilings", () => {
    const withCeiling = async (terms: Partial<Terms> = {}) => {
      const { token } = await loadMarket();
      const currency = await token.getAddress();
      return await withLicense({ revenueCeiling: CEILING, currency, ...terms });
    };

    it("stop payments to the derivative, and nothing else", async () => {
      const { ledger, token, payer, licensee, deriveAs } = await withCeiling();
      const child = await deriveAs();
      const pay = async (amount: bigint) =>
        await ledger.connect(payer).pay(child, token, amount, REF);

      await expect(pay(CEILING + 1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(child, token, CEILING);
      await pay(CEILING);
      await expect(pay(1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(child, token, CEILING);
      expect((await ledger.streamOf(child, token)).accrued).to.equal(CEILING);
      await expect(ledger.claim(child, token, ethers.ZeroAddress, [])).to.changeTokenBalance(
        ethers,
        token,
        licensee,
        CEILING,
      );
    });

    it("stop licences of the derivative too", async () => {
      const price = 4_000n;
      const { licenses, ledger, token, currency, licensee, deriveAs, ...rest } =
        await withCeiling();
      const child = await deriveAs();
      const termsId = await rest.registerTerms({ uses: USE.access, price, currency });
      await rest.offerTerms(child, termsId);
      const mint = async () => await rest.buyLicense({ assetId: child, termsId });
      await mint();
      await mint();

      await expect(mint())
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(child, token, CEILING);
      expect((await ledger.streamOf(child, token)).accrued).to.equal(2n * price);
      expect(await licenses.balanceOf(licensee)).to.equal(3n);
    });

    it("need an asset that takes their currency and no other", async () => {
      const { ledger, assetId, deriveAs } = await withCeiling();

      await expect(deriveAs({ currencies: SAHARA_BIT | NATIVE_BIT }))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingNeedsOneCurrency")
        .withArgs(assetId + 1n, SAHARA_BIT | NATIVE_BIT);
    });

    for (const [name, ceilings] of [
      ["the first", [CEILING, 3n * CEILING]],
      ["the second", [3n * CEILING, CEILING]],
    ] as const) {
      it(`count by the lowest: ${name} of two`, async () => {
        const { ledger, token, currency, registerAsset, registerDerivative } = await loadMarket();
        const parents = [];
        for (const revenueCeiling of ceilings) {
          const assetId = await registerAsset();
          parents.push({ assetId, royaltyBps: 100n, terms: { revenueCeiling, currency } });
        }
        const child = await registerDerivative({ parents, currencies: SAHARA_BIT });

        expect(await ledger.ceilingOf(child, token)).to.equal(CEILING);
      });
    }

    it("count from the one parent that has one", async () => {
      const { ledger, token, currency, registerAsset, registerDerivative } = await loadMarket();
      const child = await registerDerivative({
        parents: [
          { assetId: await registerAsset(), royaltyBps: 100n },
          {
            assetId: await registerAsset(),
            royaltyBps: 100n,
            terms: { revenueCeiling: CEILING, currency },
          },
          { assetId: await registerAsset(), royaltyBps: 100n },
        ],
        currencies: SAHARA_BIT,
      });

      expect(await ledger.ceilingOf(child, token)).to.equal(CEILING);
    });

    it("in two currencies cannot be combined", async () => {
      const { licenses, token, currency, registerAsset, registerDerivative } = await loadMarket();
      const parents = [];
      for (const ceilingCurrency of [currency, ethers.ZeroAddress]) {
        const terms = { revenueCeiling: CEILING, currency: ceilingCurrency };
        parents.push({ assetId: await registerAsset(), royaltyBps: 0n, terms });
      }

      await expect(registerDerivative({ parents, currencies: SAHARA_BIT }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_CeilingsDisagree")
        .withArgs(token, ethers.ZeroAddress);
    });
  });
});
