import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

const AMOUNT = 1_000_003n;
const REF = ethers.ZeroHash;

describe("SaharaLens", () => {
  /** A diamond: `left` and `right` come from `root`, `tip` from both; `tip` and `left` were paid. */
  async function withDiamond() {
    const sahara = await loadSahara();
    const { ledger, token, payer, registerAsset, registerDerivative } = sahara;
    const root = await registerAsset();
    const left = await registerDerivative({ parents: [{ assetId: root, royaltyBps: 333n }] });
    const right = await registerDerivative({ parents: [{ assetId: root, royaltyBps: 2_777n }] });
    const tip = await registerDerivative({
      parents: [
        { assetId: left, royaltyBps: 1_111n },
        { assetId: right, royaltyBps: 4_999n },
      ],
    });
    for (const assetId of [tip, left]) {
      await ledger.connect(payer).pay(assetId, token, AMOUNT, REF);
    }
    const accruedOf = async (assetId: bigint) => (await ledger.streamOf(assetId, token)).accrued;
    return { ...sahara, root, left, right, tip, accruedOf };
  }

  it("foretells what settling a path brings, to the base unit", async () => {
    const { lens, ledger, token, root, left, right, tip, accruedOf } = await withDiamond();

    for (const path of [[tip, right, left], [tip, left], [right], [left], []]) {
      const snapshot = await networkHelpers.takeSnapshot();
      const foretold = await lens.pendingUpstream(root, token, path);
      await ledger.settleMany(path, token);
      expect(await accruedOf(root)).to.equal(foretold);
      await snapshot.restore();
    }
    const tipToRight = (AMOUNT * 4_999n) / 10_000n;
    const tipToLeft = (AMOUNT * 1_111n) / 10_000n;
    expect(await lens.pendingUpstream(root, token, [tip, right, left])).to.equal(
      (tipToRight * 2_777n) / 10_000n + ((AMOUNT + tipToLeft) * 333n) / 10_000n,
    );
  });

  it("goes on from what was settled before", async () => {
    const { lens, ledger, token, payer, root, left, right, tip, accruedOf } = await withDiamond();
    const path = [tip, right, left];
    await ledger.settleMany(path, token);
    const before = await accruedOf(root);
    expect(await lens.pendingUpstream(root, token, path)).to.equal(0n);
    await ledger.connect(payer).pay(tip, token, 7_777n, REF);

    const foretold = await lens.pendingUpstream(root, token, path);
    await ledger.settleMany(path, token);
    expect(await accruedOf(root)).to.equal(before + foretold);
  });

  it("counts nothing that has to pass a frozen asset", async () => {
    const { lens, ledger, token, arbiter, root, left, tip, appointArbiter } = await withDiamond();
    await appointArbiter();
    const until = BigInt(await networkHelpers.time.latest()) + 3_600n;
    await ledger.connect(arbiter).freeze(left, until);

    expect(await lens.pendingUpstream(root, token, [tip, left])).to.equal(0n);
  });

  it("wants children before their parents", async () => {
    const { lens, token, root, left, tip } = await withDiamond();

    for (const path of [
      [left, tip],
      [tip, tip],
    ]) {
      await expect(lens.pendingUpstream(root, token, path))
        .to.be.revertedWithCustomError(lens, "SaharaLens_PathOutOfOrder")
        .withArgs(tip);
    }
  });

  it("reads the ledger", async () => {
    const { lens, ledger } = await loadSahara();

    expect(await lens.LEDGER()).to.equal(ledger);
  });
});
