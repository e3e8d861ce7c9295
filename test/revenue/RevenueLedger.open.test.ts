import { expect } from "chai";

import { NATIVE_BIT, RELATION, SAHARA_BIT } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { loadEconomy, OWNER, PROTOCOL, UNITS } from "./deployEconomy.ts";

const BOTH = NATIVE_BIT | SAHARA_BIT;
const NO_ROOT = ethers.ZeroHash;
const ROOT = ethers.id("contributors");

/** An economy of which only the id of the next asset is of interest. */
async function withNextId() {
  const economy = await loadEconomy();
  const next = (await economy.registry.assetCount()) + 1n;
  return { ...economy, next };
}

describe("RevenueLedger", () => {
  describe("constructor", () => {
    it("opens the protocol's account: all units the treasury's, every currency accepted", async () => {
      const { ledger, timelock } = await loadEconomy();

      expect(await ledger.accountOf(PROTOCOL)).to.deep.equal([
        UNITS,
        0n,
        2n ** 32n - 1n,
        0n,
        0n,
        false,
      ]);
      expect(await ledger.TREASURY()).to.equal(timelock);
    });

    it("knows registry, registrar and contributor roots", async () => {
      const { ledger, registry, registrar, contributorRoots } = await loadEconomy();

      expect(await ledger.REGISTRY()).to.equal(registry);
      expect(await ledger.REGISTRAR()).to.equal(registrar);
      expect(await ledger.CONTRIBUTOR_ROOTS()).to.equal(contributorRoots);
      expect(await contributorRoots.LEDGER()).to.equal(ledger);
    });
  });

  describe("open", () => {
    it("refuses anyone but the Registrar", async () => {
      const { ledger, owner, next } = await withNextId();

      await expect(ledger.connect(owner).open(next, BOTH, 0n, NO_ROOT, 0n, [], []))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_NotRegistrar")
        .withArgs(owner);
    });

    it("binds what nobody else gets to the owner (REV-6)", async () => {
      const { ledger, registrar, registerAsset, next, contributor } = await withNextId();
      await registerAsset({
        contributors: [{ account: contributor, units: 1n }],
        contributorRoot: ROOT,
        contributorRootUnits: 2n,
      });

      const account = [UNITS - 3n, 2n, BOTH, 0n, 0n, false];
      expect(await ledger.accountOf(next)).to.deep.equal(account);
      expect(await ledger.unitsOf(next, contributor)).to.equal(1n);
      expect(await ledger.unitsOf(next, OWNER)).to.equal(UNITS - 3n);
      const [opened] = await ledger.queryFilter(ledger.filters.AccountOpened(next));
      expect(opened?.args).to.deep.equal([next, BOTH, UNITS - 3n, 2n, ROOT]);
      const transfers = await ledger.queryFilter(
        ledger.filters.Transfer(undefined, undefined, contributor),
      );
      const args = [await registrar.getAddress(), OWNER, contributor.address, next, 1n];
      expect(transfers.at(-1)?.args).to.deep.equal(args);
    });

    it("adds up the units of a contributor named twice", async () => {
      const { ledger, registerAsset, contributor } = await loadEconomy();
      const named = { account: contributor, units: 5n };
      const assetId = await registerAsset({ contributors: [named, named] });

      expect(await ledger.unitsOf(assetId, contributor)).to.equal(10n);
    });

    it("may leave the owner nothing", async () => {
      const { ledger, registerAsset, contributor } = await loadEconomy();
      const assetId = await registerAsset({
        contributors: [{ account: contributor, units: UNITS }],
      });

      expect(await ledger.unitsOf(assetId, OWNER)).to.equal(0n);
    });

    context("with royalties", () => {
      /** Data sets, one for each rate, and the model that owes it to them. */
      async function derive(rates: readonly bigint[]) {
        const economy = await loadEconomy();
        const parents = [];
        for (const royaltyBps of rates) {
          parents.push({ assetId: await economy.registerAsset(), royaltyBps });
        }
        const child = await economy.registerDerivative({ parents });
        return { ...economy, parents, child };
      }

      it("keeps up to 14 of them in order", async () => {
        const rates = Array.from({ length: 14 }, (_, i) => BigInt(i) + 1n);
        const { ledger, child, parents } = await derive(rates);

        expect(await ledger.royaltiesOf(child)).to.deep.equal(
          parents.map(({ assetId, royaltyBps }) => [assetId, royaltyBps]),
        );
        // 105 basis points, 10,000 units each.
        expect(await ledger.accountOf(child)).to.deep.equal([
          UNITS - 1_050_000n,
          0n,
          BOTH,
          0n,
          14n,
          false,
        ]);
      });

      it("announces each", async () => {
        const { ledger, child, parents } = await derive([100n, 200n]);
        const events = await ledger.queryFilter(ledger.filters.RoyaltyOwed(child));

        expect(events.map(({ args }) => [...args])).to.deep.equal(
          parents.map(({ assetId, royaltyBps }) => [child, assetId, royaltyBps]),
        );
      });

      it("allows 80 % of the revenue together", async () => {
        const { ledger, child } = await derive([5_000n, 3_000n]);

        expect(await ledger.unitsOf(child, OWNER)).to.equal(UNITS / 5n);
      });

      it("refuses more than 80 % together", async () => {
        const { ledger, dataset, registerAsset, registerDerivative } = await loadEconomy();
        const other = await registerAsset();
        const parents = [
          { assetId: dataset, royaltyBps: 5_000n },
          { assetId: other, royaltyBps: 3_001n },
        ];

        await expect(registerDerivative({ parents }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_RoyaltiesTooHigh")
          .withArgs(8_001n, 8_000n);
      });

      it("refuses a currency that a parent does not accept (REV-12)", async () => {
        const { ledger, registerAsset, registerDerivative } = await loadEconomy();
        const narrow = await registerAsset({ currencies: NATIVE_BIT });
        const parents = [{ assetId: narrow, royaltyBps: 1n }];

        await expect(registerDerivative({ parents, currencies: BOTH }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAcceptedByParent")
          .withArgs(narrow, SAHARA_BIT);
      });

      it("refuses a frozen parent (REV-10)", async () => {
        const { ledger, dataset, licensee, freeze, ...rest } = await loadEconomy();
        const termsId = await rest.registerTerms();
        await rest.offerTerms(dataset, termsId);
        const license = await rest.buyLicense({ assetId: dataset, termsId });
        await freeze(dataset);
        const parents = [{ asset: dataset, relation: RELATION.derivedFrom, license }];

        await expect(rest.registerAsset({ owner: licensee, parents }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
          .withArgs(dataset);
      });
    });

    context("for what does not add up", () => {
      it("refuses no currency", async () => {
        const { ledger, registerAsset } = await loadEconomy();

        await expect(registerAsset({ currencies: 0n })).to.be.revertedWithCustomError(
          ledger,
          "RevenueLedger_NoCurrency",
        );
      });

      for (const mask of [0b11111n, 0xf0000111n, 2n ** 32n - 1n]) {
        const count = BigInt(mask.toString(2).replaceAll("0", "").length);

        it(`refuses ${count} currencies`, async () => {
          const { ledger, registerAsset } = await loadEconomy();

          await expect(registerAsset({ currencies: mask }))
            .to.be.revertedWithCustomError(ledger, "RevenueLedger_TooManyCurrencies")
            .withArgs(count, 4n);
        });
      }

      it("refuses a root with more units than there are", async () => {
        const { ledger, registerAsset } = await loadEconomy();
        const contributorRootUnits = UNITS + 1n;

        await expect(registerAsset({ contributorRoot: ROOT, contributorRootUnits }))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_TooManyUnits")
          .withArgs(contributorRootUnits, UNITS);
      });

      it("refuses contributors with more units than the root and the royalties leave", async () => {
        const { ledger, dataset, contributor, registerDerivative } = await loadEconomy();
        // The royalty is 10 %, the root 20 %.
        const left = 70_000_000n;
        const asked = {
          parents: [{ assetId: dataset, royaltyBps: 1_000n }],
          contributorRoot: ROOT,
          contributorRootUnits: 20_000_000n,
          contributors: [{ account: contributor.address, units: left + 1n }],
        };

        await expect(registerDerivative(asked))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_TooManyUnits")
          .withArgs(left + 1n, left);
      });

      it("refuses a contributor without an address", async () => {
        const { ledger, registerAsset } = await loadEconomy();
        const contributors = [{ account: ethers.ZeroAddress, units: 1n }];

        await expect(registerAsset({ contributors })).to.be.revertedWithCustomError(
          ledger,
          "RevenueLedger_ZeroAccount",
        );
      });

      it("refuses a contributor without units", async () => {
        const { ledger, contributor, registerAsset } = await loadEconomy();

        await expect(
          registerAsset({ contributors: [{ account: contributor, units: 0n }] }),
        ).to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroUnits");
      });
    });
  });
});
