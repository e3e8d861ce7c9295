import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { buildContributorTree } from "../helpers/contributorTree.ts";
import { loadEconomy, NATIVE, NO_SUCH_ASSET, OWNER, UNITS } from "./deployEconomy.ts";

const ROOT_UNITS = 60_000_000n;
const FIRST = 0;
const SECOND = 1;
const THIRD = 2;

/** A data set with three contributors by root: 30 %, 20 % and 10 %. It has earned 1,000 base units of SAHARA. */
async function withRoot() {
  const economy = await loadEconomy();
  const { contributorRoots, contributor, otherContributor, stranger } = economy;
  const accounts = [contributor, otherContributor, stranger];
  const leaves = [30_000_000n, 20_000_000n, 10_000_000n].map((units, index) => ({
    account: accounts[index]?.address ?? ethers.ZeroAddress,
    units,
  }));
  const tree = buildContributorTree(leaves);
  const assetId = await economy.registerAsset({
    contributorRoot: tree.root,
    contributorRootUnits: ROOT_UNITS,
  });
  await economy.pay(assetId, 1_000n);

  /** The arguments that turn a leaf into units. */
  const leafAt = (index: number) => {
    const { account, units } = leaves[index] ?? { account: OWNER, units: 0n };
    return [assetId, BigInt(index), account, units, tree.proofOf(index)] as const;
  };
  return { ...economy, assetId, leaves, tree, leafAt, roots: contributorRoots };
}

describe("ContributorRoots", () => {
  describe("setRoot", () => {
    it("keeps the root of a registration", async () => {
      const { roots, assetId, tree, dataset } = await withRoot();

      expect(await roots.rootOf(assetId)).to.equal(tree.root);
      expect(await roots.rootOf(dataset)).to.equal(ethers.ZeroHash);
    });

    it("refuses anyone but the Registrar", async () => {
      const { roots, owner, assetId } = await withRoot();

      await expect(roots.connect(owner).setRoot(assetId, ethers.id("root")))
        .to.be.revertedWithCustomError(roots, "ContributorRoots_NotRegistrar")
        .withArgs(owner);
    });
  });

  describe("materialise", () => {
    it("turns a leaf into units, whoever calls", async () => {
      const { roots, ledger, relayer, contributor, assetId, leafAt } = await withRoot();
      const materialising = roots.connect(relayer).materialise(...leafAt(FIRST));

      await expect(materialising)
        .to.emit(roots, "UnitsMaterialised")
        .withArgs(assetId, contributor, FIRST, 30_000_000n);
      await expect(materialising)
        .to.emit(ledger, "Transfer")
        .withArgs(roots, OWNER, contributor, assetId, 30_000_000n);
      expect(await ledger.unitsOf(assetId, contributor)).to.equal(30_000_000n);
      expect((await ledger.accountOf(assetId)).rootUnits).to.equal(30_000_000n);
      expect(await roots.isMaterialised(assetId, FIRST)).to.equal(true);
      expect(await roots.isMaterialised(assetId, SECOND)).to.equal(false);
    });

    it("gives units that have earned since the asset's first payment", async () => {
      const { roots, ledger, contributor, currency, assetId, leafAt, pay } = await withRoot();
      await pay(assetId, 1_000n);
      await roots.materialise(...leafAt(FIRST));

      expect(await ledger.claimable(assetId, currency, contributor)).to.equal(600n);
    });

    it("adds to units that the account has, and touches nothing they have earned", async () => {
      const { roots, ledger, owner, contributor, currency, assetId, leafAt } = await withRoot();
      await ledger.connect(owner).releaseUnits(assetId, contributor, 10_000_000n);
      await roots.materialise(...leafAt(FIRST));

      expect(await ledger.unitsOf(assetId, contributor)).to.equal(40_000_000n);
      expect(await ledger.claimable(assetId, currency, contributor)).to.equal(300n);
    });

    it("takes every leaf once, in any order, and then nothing is left (REV-6, REV-7)", async () => {
      const { roots, ledger, leaves, assetId, leafAt } = await withRoot();
      for (const index of [THIRD, FIRST, SECOND]) await roots.materialise(...leafAt(index));

      expect((await ledger.accountOf(assetId)).rootUnits).to.equal(0n);
      const units = await Promise.all(
        leaves.map(({ account }) => ledger.unitsOf(assetId, account)),
      );
      const owned = await ledger.unitsOf(assetId, OWNER);
      expect(units.reduce((sum, each) => sum + each, owned)).to.equal(UNITS);
    });

    it("works while the asset is frozen; what the units have earned waits (REV-10)", async () => {
      const { roots, ledger, contributor, currency, assetId, leafAt, freeze } = await withRoot();
      await freeze(assetId);
      await roots.materialise(...leafAt(FIRST));

      await expect(ledger.claim(assetId, currency, contributor, []))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(assetId);
    });

    it("works while entries are paused (REV-9)", async () => {
      const { roots, ledger, council, contributor, assetId, leafAt } = await withRoot();
      await ledger.connect(council).pause(60n);
      await roots.materialise(...leafAt(FIRST));

      expect(await ledger.unitsOf(assetId, contributor)).to.equal(30_000_000n);
    });

    it("refuses a leaf the second time", async () => {
      const { roots, assetId, leafAt } = await withRoot();
      await roots.materialise(...leafAt(FIRST));

      await expect(roots.materialise(...leafAt(FIRST)))
        .to.be.revertedWithCustomError(roots, "ContributorRoots_AlreadyMaterialised")
        .withArgs(assetId, FIRST);
    });

    context("when the leaf is not under the root", () => {
      it("refuses another account, other units, another index, another proof", async () => {
        const { roots, relayer, assetId, tree, leafAt } = await withRoot();
        const [, , account, units, proof] = leafAt(FIRST);
        const wrong = [
          [0n, relayer.address, units, proof],
          [0n, account, units + 1n, proof],
          [7n, account, units, proof],
          [0n, account, units, tree.proofOf(SECOND)],
          [0n, account, units, []],
        ] as const;

        for (const [index, ...leaf] of wrong) {
          await expect(roots.materialise(assetId, index, leaf[0], leaf[1], [...leaf[2]]))
            .to.be.revertedWithCustomError(roots, "ContributorRoots_InvalidProof")
            .withArgs(assetId, index);
        }
      });

      it("refuses a leaf of another asset", async () => {
        const { roots, dataset, leafAt } = await withRoot();
        const [, ...leaf] = leafAt(FIRST);

        for (const assetId of [dataset, NO_SUCH_ASSET]) {
          await expect(roots.materialise(assetId, ...leaf))
            .to.be.revertedWithCustomError(roots, "ContributorRoots_InvalidProof")
            .withArgs(assetId, FIRST);
        }
      });
    });

    context("when the leaf makes no sense", () => {
      /** An asset with a root of this single leaf. */
      async function withLeaf(account: string, units: bigint) {
        const economy = await loadEconomy();
        const { root } = buildContributorTree([{ account, units }]);
        const assetId = await economy.registerAsset({
          contributorRoot: root,
          contributorRootUnits: 10n,
        });
        const { contributorRoots: roots, ledger } = economy;
        return { ledger, materialise: () => roots.materialise(assetId, 0n, account, units, []) };
      }

      it("refuses the zero address", async () => {
        const { ledger, materialise } = await withLeaf(ethers.ZeroAddress, 1n);

        await expect(materialise()).to.be.revertedWithCustomError(
          ledger,
          "RevenueLedger_ZeroAccount",
        );
      });

      it("refuses no units", async () => {
        const { ledger, materialise } = await withLeaf(ethers.toBeHex(1n, 20), 0n);

        await expect(materialise()).to.be.revertedWithCustomError(
          ledger,
          "RevenueLedger_ZeroUnits",
        );
      });

      it("refuses more units than the asset set aside (REV-7)", async () => {
        const { ledger, materialise } = await withLeaf(ethers.toBeHex(1n, 20), 11n);

        await expect(materialise())
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_TooManyUnits")
          .withArgs(11n, 10n);
      });
    });
  });

  describe("materialiseAndClaim", () => {
    it("pays the account what the leaf has earned, ancestors' descendants settled first", async () => {
      const { roots, token, contributor, currency, assetId, leafAt, ...rest } = await withRoot();
      const child = await rest.registerDerivative({
        parents: [{ assetId, royaltyBps: 5_000n }],
      });
      await rest.pay(child, 1_000n);

      await expect(
        roots.connect(rest.relayer).materialiseAndClaim(...leafAt(FIRST), currency, [child]),
      ).to.changeTokenBalance(ethers, token, contributor, 450n);
    });

    it("pays the native coin", async () => {
      const { roots, contributor, assetId, leafAt, pay, relayer } = await withRoot();
      await pay(assetId, 1_000n, { token: NATIVE });

      await expect(
        roots.connect(relayer).materialiseAndClaim(...leafAt(FIRST), NATIVE, []),
      ).to.changeEtherBalance(ethers, contributor, 300n);
    });

    it("returns what was paid", async () => {
      const { roots, currency, leafAt } = await withRoot();

      expect(await roots.materialiseAndClaim.staticCall(...leafAt(SECOND), currency, [])).to.equal(
        200n,
      );
    });

    it("does neither for a frozen asset (REV-10)", async () => {
      const { roots, ledger, currency, assetId, leafAt, freeze } = await withRoot();
      await freeze(assetId);

      await expect(roots.materialiseAndClaim(...leafAt(FIRST), currency, []))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(assetId);
      expect(await roots.isMaterialised(assetId, FIRST)).to.equal(false);
    });
  });
});
