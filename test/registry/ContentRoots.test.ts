import { expect } from "chai";

import { createRegistration } from "../helpers/assets.ts";
import { ethers, networkHelpers, provider } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

const CONTENT = ethers.id("secret content");
const SALT = ethers.id("salt");
const DAY = 24 * 3_600;
const MAX_COMMITMENT_AGE = 7 * DAY;
const RECLAIM_WINDOW = DAY;

describe("ContentRoots (REG-2)", () => {
  /** `owner` has committed to CONTENT; nobody has registered it. */
  async function withCommitment() {
    const sahara = await loadSahara();
    const { registry, registrar, owner, stranger } = sahara;
    const commitment = await registry.commitmentOf(owner, CONTENT, SALT);
    await registry.connect(owner).commit(commitment);
    const committedAt = await networkHelpers.time.latest();

    const registerCommitted = async () =>
      await registrar
        .connect(owner)
        .register(createRegistration({ contentRoot: CONTENT, salt: SALT }));
    /** What somebody does who saw the root in a pending transaction. */
    const registerCopy = async () =>
      await registrar.connect(stranger).register(createRegistration({ contentRoot: CONTENT }));
    return { ...sahara, commitment, committedAt, registerCommitted, registerCopy };
  }

  describe("commit", () => {
    it("keeps the time and tells it", async () => {
      const { registry, owner } = await loadSahara();
      const commitment = await registry.commitmentOf(owner, CONTENT, SALT);

      await expect(registry.connect(owner).commit(commitment))
        .to.emit(registry, "ContentCommitted")
        .withArgs(commitment);
      expect(await registry.committedAt(commitment)).to.equal(await networkHelpers.time.latest());
    });

    it("counts once while it lasts, so that nobody can make it younger", async () => {
      const { registry, stranger, commitment, committedAt } = await withCommitment();
      await networkHelpers.time.setNextBlockTimestamp(committedAt + MAX_COMMITMENT_AGE);

      await expect(registry.connect(stranger).commit(commitment))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_AlreadyCommitted")
        .withArgs(commitment);
    });

    it("may be made anew when it no longer counts", async () => {
      const { registry, owner, commitment, committedAt } = await withCommitment();
      await networkHelpers.time.setNextBlockTimestamp(committedAt + MAX_COMMITMENT_AGE + 1);
      await registry.connect(owner).commit(commitment);

      expect(await registry.committedAt(commitment)).to.equal(committedAt + MAX_COMMITMENT_AGE + 1);
    });

    it("is bound to owner, content, salt, registry and chain", async () => {
      const { registry, owner, stranger } = await loadSahara();
      const { chainId } = await ethers.provider.getNetwork();
      const encoded = ethers.AbiCoder.defaultAbiCoder().encode(
        ["uint256", "address", "address", "bytes32", "bytes32"],
        [chainId, await registry.getAddress(), owner.address, CONTENT, SALT],
      );
      const commitment = await registry.commitmentOf(owner, CONTENT, SALT);

      expect(commitment).to.equal(ethers.keccak256(encoded));
      expect(await registry.commitmentOf(stranger, CONTENT, SALT)).to.not.equal(commitment);
    });
  });

  describe("a registration with a commitment", () => {
    it("claims the root for the time of the commitment", async () => {
      const { registry, committedAt, registerCommitted } = await withCommitment();
      await networkHelpers.time.increase(100);
      await registerCommitted();

      expect(await registry.rootClaimOf(CONTENT)).to.deep.equal([
        1n,
        BigInt(committedAt),
        BigInt(await networkHelpers.time.latest()),
      ]);
    });

    it("takes the root over from a copy that came first in the same block, and freezes the copy", async () => {
      const { registry, ledger, token, payer, ...rest } = await withCommitment();
      const { registerCommitted, registerCopy } = rest;
      await provider.request({ method: "evm_setAutomine", params: [false] });
      const [copied, committed] = [await registerCopy(), await registerCommitted()];
      await networkHelpers.mine();
      await provider.request({ method: "evm_setAutomine", params: [true] });

      const [copyReceipt, receipt] = [await copied.wait(), await committed.wait()];
      expect(copyReceipt!.blockNumber).to.equal(receipt!.blockNumber);
      expect(copyReceipt!.index).to.be.lessThan(receipt!.index);
      await expect(committed).to.emit(registry, "ContentRootReclaimed").withArgs(CONTENT, 1n, 2n);
      await expect(committed)
        .to.emit(ledger, "RevenueFrozen")
        .withArgs(1n, 2n ** 40n - 1n);
      expect(await registry.assetByContentRoot(CONTENT)).to.equal(2n);
      expect([await registry.isSuperseded(1n), await registry.isSuperseded(2n)]).to.deep.equal([
        true,
        false,
      ]);
      await expect(ledger.connect(payer).pay(1n, token, 100n, ethers.ZeroHash))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(1n);
    });

    it("takes the root over until the reclaim window has passed", async () => {
      const { registry, registerCommitted, registerCopy } = await withCommitment();
      await registerCopy();
      const recordedAt = await networkHelpers.time.latest();
      await networkHelpers.time.setNextBlockTimestamp(recordedAt + RECLAIM_WINDOW);
      await registerCommitted();

      expect(await registry.assetByContentRoot(CONTENT)).to.equal(2n);
    });

    it("comes too late after the reclaim window", async () => {
      const { registry, registerCommitted, registerCopy } = await withCommitment();
      await registerCopy();
      const recordedAt = await networkHelpers.time.latest();
      await networkHelpers.time.setNextBlockTimestamp(recordedAt + RECLAIM_WINDOW + 1);

      await expect(registerCommitted())
        .to.be.revertedWithCustomError(registry, "AssetRegistry_ContentRootTaken")
        .withArgs(CONTENT, 1n);
    });

    it("does not take the root over from an earlier claim", async () => {
      const sahara = await loadSahara();
      const { registry, registrar, owner, stranger } = sahara;
      await registrar.connect(stranger).register(createRegistration({ contentRoot: CONTENT }));
      await registry.connect(owner).commit(await registry.commitmentOf(owner, CONTENT, SALT));

      await expect(
        registrar.connect(owner).register(createRegistration({ contentRoot: CONTENT, salt: SALT })),
      )
        .to.be.revertedWithCustomError(registry, "AssetRegistry_ContentRootTaken")
        .withArgs(CONTENT, 1n);
    });

    it("yields to a still earlier commitment", async () => {
      const { registry, registrar, otherOwner, registerCommitted } = await withEarlierCommitment();
      await registerCommitted();
      await registrar
        .connect(otherOwner)
        .register(createRegistration({ contentRoot: CONTENT, salt: SALT }));

      expect(await registry.assetByContentRoot(CONTENT)).to.equal(2n);
      expect(await registry.isSuperseded(1n)).to.be.true;
    });

    /** `otherOwner` committed before `owner` did. */
    async function withEarlierCommitment() {
      const sahara = await loadSahara();
      const { registry, registrar, owner, otherOwner } = sahara;
      for (const committer of [otherOwner, owner]) {
        const commitment = await registry.commitmentOf(committer, CONTENT, SALT);
        await registry.connect(committer).commit(commitment);
      }
      const registration = createRegistration({ contentRoot: CONTENT, salt: SALT });
      const registerCommitted = async () => await registrar.connect(owner).register(registration);
      return { ...sahara, registerCommitted };
    }

    it("is refused in the block of its commitment", async () => {
      const { registry, registrar, owner } = await loadSahara();
      const commitment = await registry.commitmentOf(owner, CONTENT, SALT);
      const registration = createRegistration({ contentRoot: CONTENT, salt: SALT });
      await registry.connect(owner).commit(commitment);

      // Asked of the latest block, so at the time of the commitment.
      await expect(registrar.connect(owner).register.staticCall(registration))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_CommitmentTooYoung")
        .withArgs(commitment);
    });

    it("is refused when the commitment is older than 7 days", async () => {
      const { registry, commitment, committedAt, registerCommitted } = await withCommitment();
      await networkHelpers.time.setNextBlockTimestamp(committedAt + MAX_COMMITMENT_AGE + 1);

      await expect(registerCommitted())
        .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownCommitment")
        .withArgs(commitment);
    });

    it("is good until the commitment is 7 days old", async () => {
      const { registry, committedAt, registerCommitted } = await withCommitment();
      await networkHelpers.time.setNextBlockTimestamp(committedAt + MAX_COMMITMENT_AGE);
      await registerCommitted();

      expect((await registry.rootClaimOf(CONTENT)).claimedAt).to.equal(committedAt);
    });

    it("is refused for anyone but who is committed", async () => {
      const { registry, registrar, stranger } = await withCommitment();
      const others = await registry.commitmentOf(stranger, CONTENT, SALT);

      await expect(
        registrar
          .connect(stranger)
          .register(createRegistration({ contentRoot: CONTENT, salt: SALT })),
      )
        .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownCommitment")
        .withArgs(others);
    });
  });

  it("leaves a superseded asset to the arbiter: once thawed, it is not frozen again", async () => {
    const { ledger, arbiter, stranger, registerCommitted, registerCopy, appointArbiter } =
      await withCommitment();
    await appointArbiter();
    await registerCopy();
    await registerCommitted();

    await expect(ledger.connect(stranger).thaw(1n))
      .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
      .withArgs(stranger);
    await ledger.connect(arbiter).thaw(1n);
    await ledger.connect(stranger).freezeSuperseded(1n);
    expect((await ledger.accountOf(1n)).frozen).to.be.false;
  });
});
