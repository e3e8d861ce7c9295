import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { DAY, loadEconomy, OWNER } from "../revenue/deployEconomy.ts";

const SECRET = ethers.id("secret content");
const SALT = ethers.id("salt");

/**
 * A copy whose content root was taken over stays frozen until the arbiter says otherwise, even if the arbiter had frozen
 * it for a while before, as he would in the dispute over the copy.
 */
describe("finding 15: a superseded asset that was frozen before", () => {
  async function withFrozenCopy() {
    const economy = await loadEconomy();
    const { registry, otherOwner, registerAsset, pay, freeze } = economy;
    const commitment = await registry.commitmentOf(otherOwner, SECRET, SALT);
    await registry.connect(otherOwner).commit(commitment);
    const copy = await registerAsset({ contentRoot: SECRET });
    await pay(copy, 1_000n);
    const until = await freeze(copy);
    const reclaim = async () =>
      await registerAsset({ contentRoot: SECRET, salt: SALT, owner: otherOwner });
    return { ...economy, copy, until, reclaim };
  }

  it("is not thawed by anyone when that freeze runs out", async () => {
    const { ledger, owner, copy, until, reclaim } = await withFrozenCopy();
    await reclaim();
    await networkHelpers.time.increaseTo(until + DAY);

    await expect(ledger.connect(owner).thaw(copy))
      .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
      .withArgs(owner);
  });

  it("is frozen although the copier thawed it as soon as the earlier freeze ran out", async () => {
    const { ledger, registry, owner, otherOwner, currency, copy, until, ...rest } =
      await withFrozenCopy();
    // A new version takes the content root over, and nobody has told the ledger yet.
    const original = await rest.registerAsset({ owner: otherOwner });
    const metadata = ethers.id("metadata");
    await registry.connect(otherOwner).publishVersion(original, SECRET, metadata, SALT);
    await networkHelpers.time.increaseTo(until);
    await ledger.connect(owner).thaw(copy);
    await ledger.freezeSuperseded(copy);

    await expect(ledger.claim(copy, currency, OWNER, []))
      .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
      .withArgs(copy);
  });

  it("is frozen although the arbiter had ended an earlier freeze", async () => {
    const { ledger, arbiter, currency, copy, reclaim } = await withFrozenCopy();
    await ledger.connect(arbiter).thaw(copy);
    await reclaim();

    await expect(ledger.claim(copy, currency, OWNER, []))
      .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
      .withArgs(copy);
  });
});
