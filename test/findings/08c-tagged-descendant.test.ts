import { expect } from "chai";

import { ALL_CURRENCIES, KIND, loadCourt, OWNER, PRICE, UNITS } from "../disputes/deployCourt.ts";
import { ethers } from "../helpers/chain.ts";

const REF = ethers.ZeroHash;

/** Elsewhere a tag was a label: what was made from a stolen asset went on paying whoever made it. */
describe("finding 8c: a tagged descendant is drained", () => {
  it("pays nobody, by no path, until the tag is decided on; then it pays as before (DSP-6, DSP-11)", async () => {
    const { court, ledger, payer, stranger, tagger, asCouncil, ...world } = await loadCourt();
    const { assetId, currency, claimant } = world;
    const child = await world.derive();
    await ledger.connect(payer).pay(child, currency, 10n * PRICE, REF);
    const parent = await world.fileUpheld(KIND.stolen, UNITS);
    await court.connect(tagger).tag(parent, child);
    const asOwner = ledger.connect(stranger);

    for (const draining of [
      asOwner.settle(child, currency),
      asOwner.claim(child, currency, OWNER, []),
      ledger.connect(payer).payAndSettle(child, currency, 1n, REF, [child]),
      asOwner.releaseUnits(child, stranger, 1n),
    ]) {
      await expect(draining).to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen");
    }
    await asOwner.settleMany([child, assetId], currency);
    expect((await ledger.streamOf(assetId, currency)).accrued).to.equal(0n);

    await asCouncil.award(parent, OWNER, ALL_CURRENCIES);
    await asCouncil.rule(2n, 0n);
    await asOwner.settle(child, currency);
    expect((await ledger.streamOf(assetId, currency)).accrued).to.equal(PRICE);
    // What the parent earns by its child from now on is the rightful owner's.
    expect(await ledger.claimable(assetId, currency, claimant)).to.equal((PRICE * 7n) / 10n);
  });
});
