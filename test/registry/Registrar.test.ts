import { expect } from "chai";

import {
  createRegistration,
  KIND,
  NATIVE_BIT,
  type Registration,
  RELATION,
  SAHARA_BIT,
} from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { signRegistration } from "../helpers/signRegistration.ts";

const HOUR = 3_600n;
const ROYALTY_BPS = 1_000n;
const UNITS = 100_000_000n;
const ROOT = ethers.id("contributor root");
const MAX_UINT40 = 2n ** 40n - 1n;

const inAnHour = async () => BigInt(await networkHelpers.time.latest()) + HOUR;

describe("Registrar", () => {
  /** `licensee` holds a licence to train on `parent`, which belongs to `owner`. */
  async function withLicense() {
    const sahara = await loadSahara();
    const { registerAsset, registerTerms, offerTerms, buyLicense } = sahara;
    const parent = await registerAsset();
    const termsId = await registerTerms({ royaltyBps: ROYALTY_BPS });
    await offerTerms(parent, termsId);
    const license = await buyLicense({ assetId: parent, termsId });
    return { ...sahara, parent, termsId, license };
  }

  describe("register", () => {
    it("opens asset, parents, contributors, root and offers in one transaction (REG-4)", async () => {
      const { registry, registrar, ledger, licenses, contributorRoots, ...rest } =
        await withLicense();
      const { licensee, contributor, otherContributor, parent, termsId, license } = rest;
      const registration = createRegistration({
        kind: KIND.model,
        currencies: SAHARA_BIT,
        parents: [{ asset: parent, relation: RELATION.trainedOn, license }],
        contributors: [
          { account: contributor, units: 30_000_000n },
          { account: otherContributor, units: 20_000_000n },
        ],
        contributorRoot: ROOT,
        contributorRootUnits: 15_000_000n,
        terms: [termsId],
      });
      const transaction = registrar.connect(licensee).register(registration);
      const child = parent + 1n;

      await expect(transaction)
        .to.emit(registry, "AssetRegistered")
        .withArgs(child, licensee, KIND.model, registration.contentRoot, registration.metadataRoot);
      await expect(transaction)
        .to.emit(ledger, "AccountOpened")
        .withArgs(child, SAHARA_BIT, 25_000_000n, 15_000_000n, ROOT);
      await expect(transaction).to.emit(ledger, "RoyaltyOwed").withArgs(child, parent, ROYALTY_BPS);
      await expect(transaction)
        .to.emit(licenses, "DerivativeLicensed")
        .withArgs(license, child, ROYALTY_BPS);
      await expect(transaction).to.emit(licenses, "TermsOffered").withArgs(child, termsId, 0n, 0n);
      expect(await registry.ownerOf(child)).to.equal(licensee);
      expect(await ledger.accountOf(child)).to.deep.equal([
        25_000_000n,
        15_000_000n,
        SAHARA_BIT,
        0n,
        1n,
        false,
      ]);
      expect(await ledger.royaltiesOf(child)).to.deep.equal([[parent, ROYALTY_BPS]]);
      expect(await ledger.unitsOf(child, contributor)).to.equal(30_000_000n);
      expect(await ledger.unitsOf(child, otherContributor)).to.equal(20_000_000n);
      expect(await contributorRoots.rootOf(child)).to.equal(ROOT);
      expect((await licenses.offerOf(child, termsId)).flags).to.equal(3n);
    });

    it("leaves an asset without anything more to its owner", async () => {
      const { registrar, ledger, contributorRoots, owner } = await loadSahara();
      await registrar.connect(owner).register(createRegistration());

      expect(await ledger.unitsOf(1n, ethers.ZeroAddress)).to.equal(UNITS);
      expect((await ledger.accountOf(1n)).accepted).to.equal(NATIVE_BIT | SAHARA_BIT);
      expect(await contributorRoots.rootOf(1n)).to.equal(ethers.ZeroHash);
    });

    it("refuses a contributor root without units, and units without a root", async () => {
      const { registrar, registerAsset } = await loadSahara();

      for (const [contributorRoot, contributorRootUnits] of [
        [ROOT, 0n],
        [ethers.ZeroHash, 1n],
      ] as const) {
        await expect(registerAsset({ contributorRoot, contributorRootUnits }))
          .to.be.revertedWithCustomError(registrar, "Registrar_ContributorRootMismatch")
          .withArgs(contributorRoot, contributorRootUnits);
      }
    });

    it("refuses an asset that does not take the currency of its revenue ceiling", async () => {
      const { registrar, token, registerAsset, registerDerivative } = await loadSahara();
      const parent = await registerAsset();
      const capped = { revenueCeiling: 100n, currency: await token.getAddress() };

      await expect(
        registerDerivative({
          parents: [{ assetId: parent, royaltyBps: 0n, terms: capped }],
          currencies: NATIVE_BIT,
        }),
      )
        .to.be.revertedWithCustomError(registrar, "Registrar_CeilingCurrencyNotAccepted")
        .withArgs(token);
    });

    it("refuses the terms of nobody", async () => {
      const { licenses, registerAsset } = await loadSahara();
      const unknown = ethers.id("no such terms");

      await expect(registerAsset({ terms: [unknown] }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_UnknownTerms")
        .withArgs(unknown);
    });
  });

  describe("registerMany", () => {
    it("registers each in order", async () => {
      const { registry, registrar, owner } = await loadSahara();
      const kinds = [KIND.agent, KIND.dataset, KIND.model];
      const registrations = kinds.map((kind) => createRegistration({ kind }));

      expect(await registrar.connect(owner).registerMany.staticCall(registrations)).to.deep.equal([
        1n,
        2n,
        3n,
      ]);
      await registrar.connect(owner).registerMany(registrations);
      expect(
        await Promise.all([1n, 2n, 3n].map(async (id) => await registry.kindOf(id))),
      ).to.deep.equal(kinds);
      expect(await registry.balanceOf(owner)).to.equal(3n);
    });

    it("registers all or none", async () => {
      const { registry, registrar, owner } = await loadSahara();
      const registration = createRegistration();

      await expect(registrar.connect(owner).registerMany([registration, registration]))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_ContentRootTaken")
        .withArgs(registration.contentRoot, 1n);
      expect(await registry.assetCount()).to.equal(0n);
    });

    it("registers nothing from an empty list", async () => {
      const { registry, registrar, owner } = await loadSahara();
      await registrar.connect(owner).registerMany([]);

      expect(await registry.assetCount()).to.equal(0n);
    });
  });

  describe("registerFor (REG-5)", () => {
    async function withSignature(options: { registration?: Registration } = {}) {
      const sahara = await withLicense();
      const { registrar, licensee, contributor, relayer, parent, license, termsId } = sahara;
      const registration =
        options.registration ??
        createRegistration({
          parents: [{ asset: parent, relation: RELATION.trainedOn, license }],
          contributors: [{ account: contributor.address, units: 1n }],
          terms: [termsId],
        });
      const deadline = await inAnHour();
      const signature = await signRegistration(registrar, licensee, {
        registration,
        owner: licensee.address,
        deadline,
      });
      const send = async (
        changes: { registration?: Registration; owner?: string; deadline?: bigint } = {},
      ) =>
        await registrar
          .connect(relayer)
          .registerFor(
            changes.registration ?? registration,
            changes.owner ?? licensee.address,
            changes.deadline ?? deadline,
            signature,
          );
      return { ...sahara, registration, deadline, signature, send };
    }

    it("registers for whoever signed, whoever pays the gas", async () => {
      const { registry, registrar, licensee, parent, send } = await withSignature();

      await expect(send()).to.emit(registry, "AssetRegistered");
      expect(await registry.ownerOf(parent + 1n)).to.equal(licensee);
      expect(await registrar.nonces(licensee)).to.equal(1n);
    });

    it("counts once", async () => {
      const { registrar, licensee, send } = await withSignature();
      await send();

      await expect(send())
        .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
        .withArgs(licensee);
    });

    it("covers only what was signed, for its signer, until the second of its deadline", async () => {
      const { registrar, licensee, stranger, registration, deadline, send } = await withSignature();
      const changed = { ...registration, metadataRoot: ethers.id("other metadata") };

      for (const [changes, blamed] of [
        [{ registration: changed }, licensee],
        [{ owner: stranger.address }, stranger],
        [{ deadline: deadline + 1n }, licensee],
      ] as const) {
        await expect(send(changes))
          .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
          .withArgs(blamed);
      }
    });

    it("is good in the second of its deadline and not after", async () => {
      const { registry, registrar, deadline, send } = await withSignature();
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(send()).to.emit(registry, "AssetRegistered");
      await snapshot.restore();
      await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);

      await expect(send())
        .to.be.revertedWithCustomError(registrar, "Registrar_Expired")
        .withArgs(deadline);
    });

    it("is void once its signer cancelled it", async () => {
      const { registrar, licensee, send } = await withSignature();
      await registrar.connect(licensee).cancelSignedRegistration();

      expect(await registrar.nonces(licensee)).to.equal(1n);
      await expect(send())
        .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
        .withArgs(licensee);
    });

    it("uses the commitment of the signer, not of the relayer", async () => {
      const { registry, registrar, licensee } = await withLicense();
      const registration = createRegistration({ salt: ethers.id("salt") });
      const { contentRoot, salt } = registration;
      await registry
        .connect(licensee)
        .commit(await registry.commitmentOf(licensee, contentRoot, salt));
      const committedAt = await networkHelpers.time.latest();
      const deadline = await inAnHour();
      const signature = await signRegistration(registrar, licensee, {
        registration,
        owner: licensee.address,
        deadline,
      });
      await registrar.registerFor(registration, licensee, deadline, signature);

      expect((await registry.rootClaimOf(contentRoot)).claimedAt).to.equal(committedAt);
    });

    it("takes a contract's signature (ERC-1271)", async () => {
      const { registry, registrar, owner, relayer, stranger } = await loadSahara();
      const wallet = await ethers.deployContract("SignerWallet", [owner.address]);
      const registration = createRegistration();
      const deadline = await inAnHour();
      const signed = { registration, owner: await wallet.getAddress(), deadline };
      const asRelayer = registrar.connect(relayer);

      const forged = await signRegistration(registrar, stranger, signed);
      await expect(asRelayer.registerFor(registration, wallet, deadline, forged))
        .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
        .withArgs(wallet);
      const signature = await signRegistration(registrar, owner, signed);
      await asRelayer.registerFor(registration, wallet, deadline, signature);
      expect(await registry.ownerOf(1n)).to.equal(wallet);
    });

    it("gives nothing to the zero address", async () => {
      const { registrar } = await loadSahara();
      const registration = createRegistration();

      await expect(registrar.registerFor(registration, ethers.ZeroAddress, await inAnHour(), "0x"))
        .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
        .withArgs(ethers.ZeroAddress);
    });
  });

  it("refuses entries while it is paused, and nothing else (GOV-4)", async () => {
    const { registrar, registry, ledger, council, owner, registerAsset } = await loadSahara();
    const assetId = await registerAsset();
    await registrar.connect(council).pause(HOUR);
    const until = await registrar.pausedUntil();
    const registration = createRegistration();
    const asOwner = registrar.connect(owner);

    for (const call of [
      () => asOwner.register(registration),
      () => asOwner.registerMany([registration]),
      () => asOwner.registerFor(registration, owner, MAX_UINT40, "0x"),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(registrar, "EntryPause_Paused")
        .withArgs(until);
    }
    await asOwner.cancelSignedRegistration();
    await registry
      .connect(owner)
      .publishVersion(assetId, ethers.id("next"), ethers.id("metadata"), ethers.ZeroHash);
    await ledger.pay(assetId, ethers.ZeroAddress, 1n, ethers.ZeroHash, { value: 1n });

    await networkHelpers.time.setNextBlockTimestamp(until);
    await asOwner.register(registration);
    expect(await registry.assetCount()).to.equal(2n);
  });

  it("names the contracts that it composes", async () => {
    const { registrar, registry, licenses, ledger, inboxes, contributorRoots } = await loadSahara();

    expect([
      await registrar.REGISTRY(),
      await registrar.LICENSES(),
      await registrar.LEDGER(),
      await registrar.INBOXES(),
      await registrar.CONTRIBUTOR_ROOTS(),
    ]).to.deep.equal(
      await Promise.all(
        [registry, licenses, ledger, inboxes, contributorRoots].map(
          async (contract) => await contract.getAddress(),
        ),
      ),
    );
  });
});
