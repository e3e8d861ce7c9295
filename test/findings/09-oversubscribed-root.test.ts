import { expect } from "chai";

import { buildContributorTree } from "../helpers/contributorTree.ts";
import { loadEconomy, OWNER, UNITS } from "../revenue/deployEconomy.ts";

const PAID = 1_000_000n;
const ROOT_UNITS = 50_000_000n;
const LEAF_UNITS = 40_000_000n;

/**
 * The sum of a Merkle root's leaves can't be checked on chain. A root that promises more than its asset set aside must
 * not be paid out of what other assets earned, which lies in the same contract.
 */
describe("finding 09: an oversubscribed contributor root (REV-7)", () => {
  /** Leaves of 40 %, 40 % and 30 % under a root of 50 %; the asset and another one have earned a million each. */
  async function withPromises() {
    const economy = await loadEconomy();
    const { contributor, otherContributor, stranger, dataset, registerAsset, pay } = economy;
    const leaves = [
      { account: contributor.address, units: LEAF_UNITS },
      { account: otherContributor.address, units: LEAF_UNITS },
      { account: stranger.address, units: 30_000_000n },
      { account: contributor.address, units: ROOT_UNITS - LEAF_UNITS },
    ];
    const tree = buildContributorTree(leaves);
    const assetId = await registerAsset({
      contributorRoot: tree.root,
      contributorRootUnits: ROOT_UNITS,
    });
    await pay(assetId, PAID);
    await pay(dataset, PAID);
    const { contributorRoots: roots, currency } = economy;
    const take = async (index: number) => {
      const { account, units } = leaves[index] ?? { account: OWNER, units: 0n };
      const proof = tree.proofOf(index);
      await roots.materialiseAndClaim(assetId, index, account, units, proof, currency, []);
    };
    return { ...economy, assetId, take };
  }

  it("gives the first to come what they were promised", async () => {
    const { token, contributor, take } = await withPromises();
    await take(0);

    expect(await token.balanceOf(contributor)).to.equal(400_000n);
  });

  it("refuses who comes late, and says what is left", async () => {
    const { ledger, take } = await withPromises();
    await take(0);

    for (const [index, units] of [
      [1, LEAF_UNITS],
      [2, 30_000_000n],
    ] as const) {
      await expect(take(index))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_TooManyUnits")
        .withArgs(units, ROOT_UNITS - LEAF_UNITS);
    }
  });

  it("gives what is left to a leaf that it suffices for, and keeps the sum of units (REV-6)", async () => {
    const { ledger, contributor, assetId, take } = await withPromises();
    await take(0);
    await take(3);

    const units = await ledger.unitsOf(assetId, contributor);
    expect(units).to.equal(ROOT_UNITS);
    expect(units + (await ledger.unitsOf(assetId, OWNER))).to.equal(UNITS);
    await expect(take(2))
      .to.be.revertedWithCustomError(ledger, "RevenueLedger_TooManyUnits")
      .withArgs(30_000_000n, 0n);
  });

  it("leaves every other asset whole", async () => {
    const { ledger, token, contributor, currency, dataset, assetId, take } = await withPromises();
    await take(0);
    await take(3);
    await ledger.claim(assetId, currency, OWNER, []);
    expect(await token.balanceOf(ledger)).to.equal(PAID);
    await ledger.claim(dataset, currency, contributor, []);
    await ledger.claim(dataset, currency, OWNER, []);

    expect(await token.balanceOf(ledger)).to.equal(0n);
  });
});
