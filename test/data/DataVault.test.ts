import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";
import { USE } from "../helpers/licensing.ts";
import {
  DAY,
  EPSILON,
  LIMITS,
  loadVault,
  NO_LICENSE,
  PROGRAM,
  REFUSAL,
  VERSION,
} from "./vaultWorld.ts";

const [KEY, OTHER_KEY, WRAPPED] = [ethers.id("key"), ethers.id("other key"), ethers.id("wrapped")];
const UNKNOWN_VERSION = 2n;
const SEED = 41n;
const OPERATIONS = 150;

describe("DataVault", () => {
  const now = async () => BigInt(await networkHelpers.time.latest());

  describe("encryption keys", () => {
    it("are replaced by the next and stay readable by number (DAT-1)", async () => {
      const { vault, licensee, stranger } = await loadVault();
      const asLicensee = vault.connect(licensee);
      await asLicensee.setEncryptionKey(KEY);

      await expect(asLicensee.setEncryptionKey(OTHER_KEY))
        .to.emit(vault, "EncryptionKeySet")
        .withArgs(licensee, 2n, OTHER_KEY);
      expect(await vault.encryptionKeyOf(licensee)).to.deep.equal([OTHER_KEY, 2n]);
      expect(await vault.encryptionKeyAt(licensee, 1n)).to.equal(KEY);
      for (const missing of [0n, 3n]) {
        expect(await vault.encryptionKeyAt(licensee, missing)).to.equal(ethers.ZeroHash);
      }
      expect(await vault.encryptionKeyOf(stranger)).to.deep.equal([ethers.ZeroHash, 0n]);
    });

    it("are never zero", async () => {
      const { vault } = await loadVault();

      await expect(vault.setEncryptionKey(ethers.ZeroHash)).to.be.revertedWithCustomError(
        vault,
        "DataVault_ZeroKey",
      );
    });
  });

  describe("setReleasePolicy", () => {
    it("counts epochs and keeps every policy (DAT-2)", async () => {
      const { vault, assetId, custodians, makePolicy, setPolicy } = await loadVault();
      const first = await vault.releasePolicyAt(assetId, VERSION, 1n);
      const change = { payloadRoot: ethers.id("encrypted anew"), threshold: 3n };

      await expect(setPolicy(change))
        .to.emit(vault, "ReleasePolicySet")
        .withArgs(assetId, VERSION, 2n, Object.values(makePolicy(change)).map(toTuple));
      const [epoch, policy] = await vault.releasePolicyOf(assetId, VERSION);
      expect(epoch).to.equal(2n);
      expect(policy.payloadRoot).to.equal(change.payloadRoot);
      expect(policy.threshold).to.equal(3n);
      expect(policy.seats.map(({ custodian }) => custodian)).to.deep.equal(
        custodians.map(({ address }) => address),
      );
      expect(await vault.releasePolicyAt(assetId, VERSION, 1n)).to.deep.equal(first);
      expect(first.uses).to.equal(USE.train);
      for (const missing of [0n, 3n]) {
        const none = await vault.releasePolicyAt(assetId, VERSION, missing);
        expect(none.payloadRoot).to.equal(ethers.ZeroHash);
      }
    });

    it("takes sixteen custodians and no more", async () => {
      const { vault, assetId, setPolicy } = await loadVault();
      const seats = Array.from({ length: 17 }, (_, i) => ({
        custodian: ethers.toBeHex(i + 1, 20),
        commitment: ethers.id(`share ${i}`),
      }));
      await setPolicy({ seats: seats.slice(0, 16), threshold: 16n });

      const [, policy] = await vault.releasePolicyOf(assetId, VERSION);
      expect(policy.seats.length).to.equal(16);
      await expect(setPolicy({ seats, threshold: 16n }))
        .to.be.revertedWithCustomError(vault, "DataVault_TooManyCustodians")
        .withArgs(17n, 16n);
    });

    it("refuses a threshold that can't be met, or that nobody has to meet", async () => {
      const { vault, setPolicy } = await loadVault();

      for (const [policy, threshold, count] of [
        [{ threshold: 0n }, 0n, 3n],
        [{ threshold: 4n }, 4n, 3n],
        [{ threshold: 1n, seats: [] }, 1n, 0n],
        [{ threshold: 0n, seats: [], ownerDirect: false }, 0n, 0n],
      ] satisfies [Parameters<typeof setPolicy>[0], bigint, bigint][]) {
        await expect(setPolicy(policy))
          .to.be.revertedWithCustomError(vault, "DataVault_InvalidThreshold")
          .withArgs(threshold, count);
      }
    });

    it("refuses a custodian with two of the shares, or with none", async () => {
      const { vault, custodians, setPolicy } = await loadVault();
      const seat = { custodian: custodians[0].address, commitment: KEY };

      for (const [seats, custodian] of [
        [[seat, { ...seat, commitment: OTHER_KEY }], seat.custodian],
        [[seat, { ...seat, custodian: ethers.ZeroAddress }], ethers.ZeroAddress],
        [
          [seat, { ...seat, custodian: custodians[1].address, commitment: ethers.ZeroHash }],
          custodians[1].address,
        ],
      ] as const) {
        await expect(setPolicy({ seats: [...seats], threshold: 1n }))
          .to.be.revertedWithCustomError(vault, "DataVault_InvalidSeat")
          .withArgs(1n, custodian);
      }
    });

    it("refuses a payload that is none, and uses that are none", async () => {
      const { vault, setPolicy } = await loadVault();

      await expect(setPolicy({ payloadRoot: ethers.ZeroHash })).to.be.revertedWithCustomError(
        vault,
        "DataVault_ZeroCommitment",
      );
      for (const uses of [0n, 1n << 8n]) {
        await expect(setPolicy({ uses }))
          .to.be.revertedWithCustomError(vault, "DataVault_InvalidUses")
          .withArgs(uses);
      }
    });

    it("is for the asset's owner, and for versions that exist (DAT-2)", async () => {
      const { vault, registry, assetId, asOwner, stranger, makePolicy } = await loadVault();

      await expect(vault.connect(stranger).setReleasePolicy(assetId, VERSION, makePolicy()))
        .to.be.revertedWithCustomError(vault, "DataVault_NotAssetOwner")
        .withArgs(assetId, stranger);
      await expect(asOwner.setReleasePolicy(assetId, UNKNOWN_VERSION, makePolicy()))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownVersion")
        .withArgs(assetId, UNKNOWN_VERSION);
    });
  });

  describe("isReleasable", () => {
    it("lets the holder and who sits in its seat, but nobody else (DAT-3)", async () => {
      const { seats, licensee, otherOwner, stranger, licenseId, refusalFor } = await loadVault();
      await seats.connect(licensee).assignSeat(licenseId, 0n, otherOwner, (await now()) + DAY);

      expect(await refusalFor(licensee, licenseId)).to.deep.equal(releasable);
      expect(await refusalFor(otherOwner, licenseId)).to.deep.equal(releasable);
      expect(await refusalFor(stranger, licenseId)).to.deep.equal(refused("notPermitted"));
      await networkHelpers.time.increase(2n * DAY);
      expect(await refusalFor(otherOwner, licenseId)).to.deep.equal(refused("notPermitted"));
    });

    it("ends with the licence: by time, by revocation, by transfer (DAT-3)", async () => {
      const { licenses, owner, licensee, stranger, license, refusalFor } = await loadVault();
      const [lapsing, revoked, moved] = [await license(), await license(), await license()];
      await licenses.connect(owner).revoke(revoked);
      await licenses.connect(licensee).transferFrom(licensee, stranger, moved);

      expect(await refusalFor(licensee, revoked)).to.deep.equal(refused("revoked"));
      expect(await refusalFor(licensee, moved)).to.deep.equal(refused("notPermitted"));
      expect(await refusalFor(stranger, moved)).to.deep.equal(releasable);
      const { expiry } = await licenses.licenseOf(lapsing);
      await networkHelpers.time.increaseTo(expiry - 1n);
      expect(await refusalFor(licensee, lapsing)).to.deep.equal(releasable);
      await networkHelpers.time.increaseTo(expiry);
      expect(await refusalFor(licensee, lapsing)).to.deep.equal(refused("expired"));
    });

    it("needs a licence of this asset, for all uses of the policy (DAT-3)", async () => {
      const { registerAsset, registerTerms, offerTerms, ...world } = await loadVault();
      const { licensee, license, licenseId, refusalFor } = world;
      const other = await registerAsset();
      const termsId = await registerTerms();
      await offerTerms(other, termsId);
      const foreign = await world.buyLicense({ assetId: other, termsId });
      const weak = await license({ uses: USE.access | USE.infer });

      expect(await refusalFor(licensee, foreign)).to.deep.equal(refused("wrongAsset"));
      expect(await refusalFor(licensee, weak)).to.deep.equal(refused("usesNotGranted"));
      expect(await refusalFor(licensee, licenseId + 99n)).to.deep.equal(refused("unknownLicense"));
    });

    it("stops while the asset is in dispute, but not for its owner (DAT-3)", async () => {
      const { ledger, arbiter, owner, licensee, assetId, licenseId, ...world } = await loadVault();
      await world.appointArbiter();
      await ledger.connect(arbiter).freeze(assetId, (await now()) + DAY);

      expect(await world.refusalFor(licensee, licenseId)).to.deep.equal(refused("disputed"));
      expect(await world.refusalFor(owner, NO_LICENSE)).to.deep.equal(releasable);
      expect(await world.refusalFor(licensee, NO_LICENSE)).to.deep.equal(refused("notOwner"));
      await expect(world.log()).to.be.revertedWithCustomError(
        world.vault,
        "DataVault_NotReleasable",
      );
    });

    it("is false without a policy, and without custodians", async () => {
      const { vault, licensee, assetId, licenseId, setPolicy, refusalFor } = await loadVault();
      for (const [asset, version] of [
        [assetId, UNKNOWN_VERSION],
        [99n, VERSION],
      ] as const) {
        expect(await vault.isReleasable(asset, version, licensee, licenseId)).to.deep.equal([
          false,
          REFUSAL.noPolicy,
        ]);
      }
      await setPolicy({ seats: [], threshold: 0n });

      expect(await refusalFor(licensee, licenseId)).to.deep.equal(refused("noCustodians"));
    });
  });

  describe("logRelease", () => {
    it("takes each request of each custodian once (DAT-4)", async () => {
      const { vault, assetId, licensee, licenseId, custodians, log } = await loadVault();
      const request = ethers.id("request");

      await expect(log())
        .to.emit(vault, "KeyReleased")
        .withArgs(assetId, licensee, custodians[0], VERSION, 1n, licenseId, request);
      expect(await vault.isLogged(custodians[0], request)).to.equal(true);
      await expect(log())
        .to.be.revertedWithCustomError(vault, "DataVault_AlreadyLogged")
        .withArgs(custodians[0], request);
      await log(custodians[1]);
      await log(custodians[0], { request: "next request" });
    });

    it("is for the custodians of the current policy alone (DAT-4)", async () => {
      const { vault, assetId, owner, custodians, makePolicy, setPolicy, log } = await loadVault();
      await expect(log(owner))
        .to.be.revertedWithCustomError(vault, "DataVault_NotCustodian")
        .withArgs(assetId, VERSION, owner);
      const seats = [...makePolicy().seats].slice(1);
      await setPolicy({ seats });

      await expect(log(custodians[0]))
        .to.be.revertedWithCustomError(vault, "DataVault_WrongEpoch")
        .withArgs(1n, 2n);
      await expect(log(custodians[0], { epoch: 2n }))
        .to.be.revertedWithCustomError(vault, "DataVault_NotCustodian")
        .withArgs(assetId, VERSION, custodians[0]);
      await log(custodians[1], { epoch: 2n });
    });

    it("has no release that was not due (DAT-4)", async () => {
      const { vault, licenses, owner, stranger, license, log } = await loadVault();
      const revoked = await license();
      await licenses.connect(owner).revoke(revoked);
      const { expiry } = await licenses.licenseOf(await license());

      await expect(log(undefined, { licence: revoked }))
        .to.be.revertedWithCustomError(vault, "DataVault_NotReleasable")
        .withArgs(REFUSAL.revoked);
      await expect(log(undefined, { account: stranger }))
        .to.be.revertedWithCustomError(vault, "DataVault_NotReleasable")
        .withArgs(REFUSAL.notPermitted);
      await networkHelpers.time.increaseTo(expiry);
      await expect(log())
        .to.be.revertedWithCustomError(vault, "DataVault_NotReleasable")
        .withArgs(REFUSAL.expired);
    });
  });

  describe("grantKey", () => {
    it("names policy and key, ends by time or revocation, and outlives a rotation (DAT-5)", async () => {
      const { vault, asOwner, assetId, licensee, setPolicy } = await loadVault();
      await vault.connect(licensee).setEncryptionKey(KEY);
      const expiry = (await now()) + DAY;
      const grant = async (until: bigint) =>
        await asOwner.grantKey(assetId, VERSION, licensee, WRAPPED, until);

      await expect(grant(expiry))
        .to.emit(vault, "KeyGranted")
        .withArgs(assetId, VERSION, licensee, [WRAPPED, expiry, 1n, 1n]);
      await setPolicy();
      expect(await vault.grantOf(assetId, VERSION, licensee)).to.deep.equal([
        ...[WRAPPED, expiry, 1n, 1n],
      ]);
      expect(await vault.isGranted(assetId, VERSION, licensee)).to.equal(true);
      await networkHelpers.time.increaseTo(expiry);
      expect(await vault.isGranted(assetId, VERSION, licensee)).to.equal(false);
      await expect(grant(expiry))
        .to.be.revertedWithCustomError(vault, "DataVault_ExpiryPassed")
        .withArgs(expiry);

      await grant(0n);
      expect(await vault.isGranted(assetId, VERSION, licensee)).to.equal(true);
      await expect(asOwner.revokeGrant(assetId, VERSION, licensee))
        .to.emit(vault, "GrantRevoked")
        .withArgs(assetId, VERSION, licensee);
      expect(await vault.isGranted(assetId, VERSION, licensee)).to.equal(false);
      await expect(asOwner.revokeGrant(assetId, VERSION, licensee))
        .to.be.revertedWithCustomError(vault, "DataVault_NoGrant")
        .withArgs(assetId, VERSION, licensee);
    });

    it("needs the owner, a policy that lets it, a key to wrap to, and what was wrapped", async () => {
      const { vault, asOwner, assetId, licensee, stranger, setPolicy } = await loadVault();
      const grant = async (wrapped = WRAPPED) =>
        await asOwner.grantKey(assetId, VERSION, licensee, wrapped, 0n);

      await expect(grant())
        .to.be.revertedWithCustomError(vault, "DataVault_NoEncryptionKey")
        .withArgs(licensee);
      await expect(grant(ethers.ZeroHash)).to.be.revertedWithCustomError(
        vault,
        "DataVault_ZeroCommitment",
      );
      await vault.connect(licensee).setEncryptionKey(KEY);
      await setPolicy({ ownerDirect: false });
      await expect(grant())
        .to.be.revertedWithCustomError(vault, "DataVault_NotOwnerDirect")
        .withArgs(assetId, VERSION);
      const asStranger = vault.connect(stranger);
      for (const call of [
        () => asStranger.grantKey(assetId, VERSION, stranger, WRAPPED, 0n),
        () => asStranger.revokeGrant(assetId, VERSION, licensee),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(vault, "DataVault_NotAssetOwner")
          .withArgs(assetId, stranger);
      }
    });
  });

  describe("programs and operators", () => {
    it("are allowed with limits, and taken back (DAT-6)", async () => {
      const { vault, asOwner, assetId, owner, operator } = await loadVault();

      await expect(asOwner.allowProgram(assetId, PROGRAM, LIMITS))
        .to.emit(vault, "ProgramAllowed")
        .withArgs(assetId, PROGRAM, owner, Object.values(LIMITS));
      await expect(asOwner.setComputeOperator(assetId, operator, true))
        .to.emit(vault, "ComputeOperatorSet")
        .withArgs(assetId, operator, owner, true);
      expect(await vault.programOf(assetId, PROGRAM)).to.deep.equal([true, Object.values(LIMITS)]);
      expect(await vault.isComputeOperator(assetId, operator)).to.equal(true);
      await expect(asOwner.disallowProgram(assetId, PROGRAM))
        .to.emit(vault, "ProgramDisallowed")
        .withArgs(assetId, PROGRAM);
      await asOwner.setComputeOperator(assetId, operator, false);
      expect(await vault.programOf(assetId, PROGRAM)).to.deep.equal([false, [0n, 0n, 0n]]);
      expect(await vault.isComputeOperator(assetId, operator)).to.equal(false);
    });

    it("are not inherited by who buys the asset (DAT-6)", async () => {
      const { vault, registry, owner, stranger, operator, assetId, ...world } = await loadVault();
      await world.openBudget();
      await registry.connect(owner).transferFrom(owner, stranger, assetId);

      expect(await vault.programOf(assetId, PROGRAM)).to.deep.equal([false, [0n, 0n, 0n]]);
      expect(await vault.isComputeOperator(assetId, operator)).to.equal(false);
      await expect(world.spend(1n))
        .to.be.revertedWithCustomError(vault, "DataVault_NotComputeOperator")
        .withArgs(assetId, operator);
      await vault.connect(stranger).setComputeOperator(assetId, operator, true);
      await expect(world.spend(1n))
        .to.be.revertedWithCustomError(vault, "DataVault_ProgramNotAllowed")
        .withArgs(assetId, PROGRAM);
    });

    it("are the owner's to allow, with limits that let something out", async () => {
      const { vault, asOwner, assetId, stranger, operator } = await loadVault();
      const asStranger = vault.connect(stranger);

      for (const call of [
        () => asStranger.allowProgram(assetId, PROGRAM, LIMITS),
        () => asStranger.disallowProgram(assetId, PROGRAM),
        () => asStranger.setComputeOperator(assetId, operator, true),
        () => asStranger.setPrivacyBudget(assetId, VERSION, EPSILON),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(vault, "DataVault_NotAssetOwner")
          .withArgs(assetId, stranger);
      }
      for (const limit of Object.keys(LIMITS)) {
        const call = asOwner.allowProgram(assetId, PROGRAM, { ...LIMITS, [limit]: 0n });
        await expect(call).to.be.revertedWithCustomError(vault, "DataVault_ZeroLimit");
      }
    });
  });

  describe("privacy budget", () => {
    it("is spent to the last and no further (DAT-7)", async () => {
      const { vault, assetId, operator, openBudget, spend } = await loadVault();
      await openBudget();

      await expect(spend(EPSILON - 1n))
        .to.emit(vault, "PrivacySpent")
        .withArgs(assetId, VERSION, operator, PROGRAM, EPSILON - 1n, 1n, ethers.id("job"));
      await expect(spend(2n))
        .to.be.revertedWithCustomError(vault, "DataVault_BudgetExceeded")
        .withArgs(assetId, VERSION, 2n, 1n);
      // A sum that would pass 64 bits is no way around.
      await expect(spend(2n ** 64n - 1n))
        .to.be.revertedWithCustomError(vault, "DataVault_BudgetExceeded")
        .withArgs(assetId, VERSION, 2n ** 64n - 1n, 1n);
      await spend(1n);
      await expect(spend(1n))
        .to.be.revertedWithCustomError(vault, "DataVault_BudgetExceeded")
        .withArgs(assetId, VERSION, 1n, 0n);
      await expect(spend(0n)).to.be.revertedWithCustomError(vault, "DataVault_ZeroEpsilon");
    });

    it("is only lowered, never filled up, whoever owns the asset (DAT-7)", async () => {
      const { vault, registry, asOwner, owner, stranger, assetId, ...world } = await loadVault();
      await world.openBudget();
      await world.spend(600_000n);

      await expect(asOwner.setPrivacyBudget(assetId, VERSION, EPSILON + 1n))
        .to.be.revertedWithCustomError(vault, "DataVault_BudgetRaised")
        .withArgs(assetId, VERSION, EPSILON + 1n);
      await expect(asOwner.setPrivacyBudget(assetId, VERSION, 0n))
        .to.emit(vault, "PrivacyBudgetSet")
        .withArgs(assetId, VERSION, 600_000n);
      await registry.connect(owner).transferFrom(owner, stranger, assetId);
      await expect(vault.connect(stranger).setPrivacyBudget(assetId, VERSION, EPSILON))
        .to.be.revertedWithCustomError(vault, "DataVault_BudgetRaised")
        .withArgs(assetId, VERSION, EPSILON);
    });

    it("stays closed when it was opened with nothing (DAT-7)", async () => {
      const { vault, asOwner, assetId, openBudget } = await loadVault();
      await openBudget(0n);

      expect(await vault.privacyBudgetOf(assetId, VERSION)).to.deep.equal([0n, 0n, true]);
      await expect(asOwner.setPrivacyBudget(assetId, VERSION, 1n))
        .to.be.revertedWithCustomError(vault, "DataVault_BudgetRaised")
        .withArgs(assetId, VERSION, 1n);
    });

    it("starts anew with a version, and does not exist before it", async () => {
      const { vault, registry, asOwner, owner, assetId, openBudget } = await loadVault();
      await openBudget();

      await expect(asOwner.setPrivacyBudget(assetId, 2n, EPSILON))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownVersion")
        .withArgs(assetId, 2n);
      await registry.connect(owner).publishVersion(assetId, KEY, OTHER_KEY, ethers.ZeroHash);
      await asOwner.setPrivacyBudget(assetId, 2n, 2n * EPSILON);
      expect(await vault.privacyBudgetOf(assetId, 2n)).to.deep.equal([2n * EPSILON, 0n, true]);
    });

    it("is not spent by strangers, by other programs, or in a dispute (DAT-7)", async () => {
      const { vault, ledger, arbiter, stranger, assetId, ...world } = await loadVault();
      await world.openBudget();
      const programHash = ethers.id("another program");

      await expect(world.spend(1n, { operator: stranger }))
        .to.be.revertedWithCustomError(vault, "DataVault_NotComputeOperator")
        .withArgs(assetId, stranger);
      await expect(world.spend(1n, { programHash }))
        .to.be.revertedWithCustomError(vault, "DataVault_ProgramNotAllowed")
        .withArgs(assetId, programHash);
      await world.appointArbiter();
      await ledger.connect(arbiter).freeze(assetId, (await now()) + DAY);
      await expect(world.spend(1n))
        .to.be.revertedWithCustomError(vault, "DataVault_Disputed")
        .withArgs(assetId);
    });

    it("is what a model of it says after any sequence of calls (DAT-7)", async function () {
      this.timeout(120_000);
      const { vault, asOwner, assetId, openBudget, spend } = await loadVault();
      await openBudget();
      const random = createSeededRandom(SEED);
      let [total, spent] = [EPSILON, 0n];
      for (let i = 0; i < OPERATIONS; ++i) {
        const lowers = random.below(20) === 0;
        const amount = random.bits(lowers ? 20 : 1 + random.below(18));
        const call = lowers ? asOwner.setPrivacyBudget(assetId, VERSION, amount) : spend(amount);
        const accepted = await call.then(
          () => true,
          () => false,
        );

        expect(accepted).to.equal(
          lowers ? amount <= total : amount !== 0n && amount <= total - spent,
        );
        if (accepted && lowers) total = amount < spent ? spent : amount;
        if (accepted && !lowers) spent += amount;
        expect(await vault.privacyBudgetOf(assetId, VERSION)).to.deep.equal([total, spent, true]);
      }
      expect(spent).to.be.greaterThan(0n);
    });
  });
});

const releasable = { releasable: true, refusal: REFUSAL.none };

const refused = (reason: keyof typeof REFUSAL) => ({
  releasable: false,
  refusal: REFUSAL[reason],
});

/** Structs in events are tuples. */
function toTuple(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toTuple);
  return typeof value === "object" && value !== null ? Object.values(value) : value;
}
