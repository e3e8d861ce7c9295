import { expect } from "chai";

import { RELATION } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { loadEconomy, OWNER } from "../revenue/deployEconomy.ts";

const PAID = 10_000n;

/** Root <- left, right <- tip: the tip owes 20 % to each side, each side owes 25 % to the root. */
async function withDiamond() {
  const economy = await loadEconomy();
  const { dataset: root, model: left, registerDerivative, ledger, currency } = economy;
  const right = await registerDerivative({ parents: [{ assetId: root, royaltyBps: 2_500n }] });
  const tip = await registerDerivative({
    parents: [left, right].map((assetId) => ({ assetId, royaltyBps: 2_000n })),
  });
  /** What the owner of the root would get with this path. */
  const claimRoot = async (path: readonly bigint[]) =>
    await ledger.claim.staticCall(root, currency, OWNER, [...path]);
  return { ...economy, root, left, right, tip, claimRoot };
}

/** Story's H-1, H-7, #464 and #236, and a diamond that its production and its mock count differently. */
describe("finding 08: duplicates and diamonds", () => {
  context("when an asset is named twice", () => {
    it("is claimed once", async () => {
      const { ledger, token, owner, currency, root, pay } = await withDiamond();
      await pay(root, PAID);

      await expect(ledger.claimMany([root, root, root], currency, OWNER, [])).to.changeTokenBalance(
        ethers,
        token,
        owner,
        7_000n,
      );
    });

    it("is settled once", async () => {
      const { left, root, pay, claimRoot, ledger, currency, accrued } = await withDiamond();
      await pay(left, PAID);

      expect(await claimRoot([left, left, left])).to.equal(1_750n);
      await ledger.settleMany([left, left, left], currency);
      expect(await accrued(root)).to.equal(2_500n);
    });
  });

  it("refuses the same parent twice, even under two licences", async () => {
    const { registry, root, licensee, registerTerms, offerTerms, buyLicense, registerAsset } =
      await withDiamond();
    const parents = [];
    for (const royaltyBps of [100n, 200n]) {
      const termsId = await registerTerms({ royaltyBps });
      await offerTerms(root, termsId);
      const license = await buyLicense({ assetId: root, termsId, licensee });
      parents.push({ asset: root, relation: RELATION.derivedFrom, license });
    }
    const next = (await registry.assetCount()) + 1n;

    await expect(registerAsset({ owner: licensee, parents }))
      .to.be.revertedWithCustomError(registry, "AssetRegistry_ParentOutOfOrder")
      .withArgs(next, root);
  });

  context("when one child has no revenue", () => {
    it("does not hold up the claim through the others", async () => {
      const { left, right, tip, pay, claimRoot } = await withDiamond();
      await pay(left, PAID);

      expect(await claimRoot([tip, right, left])).to.equal(1_750n);
    });

    it("does not hold up a claim of several assets", async () => {
      const { ledger, currency, owner, root, right, tip, pay } = await withDiamond();
      await pay(root, PAID);
      const assets = [tip, right, root];
      await ledger.connect(owner).claimMany(assets, currency, OWNER, []);

      expect(await ledger.claimable(root, currency, OWNER)).to.equal(0n);
    });
  });

  context("in a diamond", () => {
    it("passes once along each edge, whatever the order and number of settlements", async () => {
      const { ledger, currency, root, left, right, tip, pay, accrued } = await withDiamond();
      await pay(tip, PAID);
      // As many as there are paths, and more.
      for (let i = 0; i < 3; i++) {
        await ledger.settleMany([tip, left, tip, right, root, left, right], currency);
      }

      expect([await accrued(left), await accrued(right)]).to.deep.equal([2_000n, 2_000n]);
      // 25 % of 2,000 over each side.
      expect(await accrued(root)).to.equal(1_000n);
    });

    it("misses nothing but the side that is not settled, which waits", async () => {
      const { ledger, currency, root, left, right, tip, pay, claimRoot } = await withDiamond();
      await pay(tip, PAID);
      expect(await claimRoot([tip, left])).to.equal(350n);
      await ledger.claim(root, currency, OWNER, [tip, left]);

      expect(await claimRoot([right])).to.equal(350n);
    });
  });

  context("when a descendant is frozen", () => {
    it("is not drained through a path, and pays when it is thawed", async () => {
      const { ledger, arbiter, left, right, tip, pay, freeze, claimRoot } = await withDiamond();
      await pay(tip, PAID);
      await pay(left, PAID);
      await freeze(left);
      // The tip passes to both sides; only the right one passes on.
      expect(await claimRoot([tip, left, right])).to.equal(350n);
      await ledger.connect(arbiter).thaw(left);

      expect(await claimRoot([tip, left, right])).to.equal(350n + 350n + 1_750n);
    });
  });
});
