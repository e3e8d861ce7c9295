import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadEconomy, NO_SUCH_ASSET } from "./deployEconomy.ts";

const SECRET = ethers.id("secret content");
const SALT = ethers.id("salt");
const FOR_EVER = 2n ** 40n - 1n;

/** `otherOwner` committed to a content root that `owner` then registered as a copy. */
async function withCopy() {
  const economy = await loadEconomy();
  const { registry, otherOwner, registerAsset, pay } = economy;
  const commitment = await registry.commitmentOf(otherOwner, SECRET, SALT);
  await registry.connect(otherOwner).commit(commitment);
  const copy = await registerAsset({ contentRoot: SECRET });
  await pay(copy, 1_000n);
  const reclaim = async () =>
    await registerAsset({ contentRoot: SECRET, salt: SALT, owner: otherOwner });
  return { ...economy, copy, reclaim };
}

describe("RevenueLedger", () => {
  describe("freezeSuperseded", () => {
    it("is done by the registration that takes the content root over", async () => {
      const { ledger, currency, copy, reclaim } = await withCopy();
      await reclaim();

      const events = await ledger.queryFilter(ledger.filters.RevenueFrozen(copy));
      expect(events.map(({ args }) => [...args])).to.deep.equal([[copy, FOR_EVER]]);
      expect(await ledger.frozenUntil(copy)).to.equal(FOR_EVER);
      expect((await ledger.streamOf(copy, currency)).frozen).to.equal(true);
    });

    it("is open to anyone for an asset that a new version took over from", async () => {
      const { ledger, registry, otherOwner, stranger, copy, registerAsset } = await withCopy();
      const original = await registerAsset({ owner: otherOwner });
      const metadata = ethers.id("metadata");
      await registry.connect(otherOwner).publishVersion(original, SECRET, metadata, SALT);
      expect((await ledger.accountOf(copy)).frozen).to.equal(false);

      await expect(ledger.connect(stranger).freezeSuperseded(copy))
        .to.emit(ledger, "RevenueFrozen")
        .withArgs(copy, FOR_EVER);
    });

    it("does nothing the second time", async () => {
      const { ledger, copy, reclaim } = await withCopy();
      await reclaim();

      await expect(ledger.freezeSuperseded(copy)).not.to.emit(ledger, "RevenueFrozen");
    });

    it("does nothing once the arbiter has thawed the asset", async () => {
      const { ledger, arbiter, copy, reclaim } = await withCopy();
      await reclaim();
      await ledger.connect(arbiter).thaw(copy);
      await ledger.freezeSuperseded(copy);

      expect((await ledger.accountOf(copy)).frozen).to.equal(false);
    });

    it("lasts: nobody but the arbiter ends it", async () => {
      const { ledger, stranger, copy, reclaim } = await withCopy();
      await reclaim();

      await expect(ledger.connect(stranger).thaw(copy))
        .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("refuses an asset that has its content root", async () => {
      const { ledger, dataset } = await loadEconomy();

      await expect(ledger.freezeSuperseded(dataset))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_NotSuperseded")
        .withArgs(dataset);
    });

    it("refuses an asset that does not exist", async () => {
      const { ledger, registry } = await loadEconomy();

      await expect(ledger.freezeSuperseded(NO_SUCH_ASSET))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownAsset")
        .withArgs(NO_SUCH_ASSET);
    });
  });
});
