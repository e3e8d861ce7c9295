import { createSahara, DuplicateParentError, InvalidCurrenciesError, NATIVE } from "@sahara/sdk";
import { expect } from "chai";
import { id, ZeroHash } from "ethers";

import { ethers } from "../helpers/chain.ts";
import { expectRevert, expectRejection } from "./expectRejection.ts";
import { freshRoots, loadSdk, registerChild, registerRoot } from "./connectSahara.ts";

describe("SDK: assets", () => {
  describe("registerAsset", () => {
    it("registers an asset with contributors and terms, and reads it back", async () => {
      const { sdk, contracts, addresses } = await loadSdk();
      const { termsId } = await sdk.owner.registerTerms({ uses: ["INFER"] });
      const roots = freshRoots();

      const result = await sdk.owner.registerAsset({
        kind: "DATASET",
        ...roots,
        contributors: [{ account: contracts.contributor.address, units: 60_000_000n }],
        terms: [termsId],
      });

      expect(result.assetId).to.equal(1n);
      expect(result.gasUsed > 100_000n).to.equal(true);
      expect(await sdk.stranger.getAsset({ assetId: 1n })).to.deep.equal({
        assetId: 1n,
        owner: contracts.owner.address,
        kind: "DATASET",
        latestVersion: 1n,
        ...roots,
        parents: [],
        superseded: false,
        inbox: await contracts.inboxes.inboxOf(1n),
        account: {
          ownerUnits: 40_000_000n,
          rootUnits: 0n,
          contributorRoot: undefined,
          currencies: [NATIVE, addresses.token],
          active: [],
          royalties: [],
          frozen: false,
        },
      });
      const offer = await sdk.stranger.getOffer({ assetId: 1n, termsId });
      expect(offer.active).to.equal(true);
      expect(await sdk.stranger.findAssetByContent(roots)).to.equal(1n);
      expect(await sdk.stranger.findAssetByContent({ contentRoot: id("other") })).to.equal(
        undefined,
      );
    });

    it("sorts the parents and accepts what all of them accept", async () => {
      const { sdk, addresses } = await loadSdk();
      const first = await registerRoot(sdk.owner);
      const second = await registerRoot(sdk.otherOwner, { currencies: [addresses.token] });

      const child = await registerChild(sdk.stranger, [
        { sahara: sdk.otherOwner, assetId: second, royaltyBps: 500n },
        { sahara: sdk.owner, assetId: first, royaltyBps: 1_000n },
      ]);

      const asset = await sdk.stranger.getAsset({ assetId: child });
      expect(asset.parents).to.deep.equal([
        { asset: first, relation: "FINETUNED_FROM", license: (first << 32n) | 1n },
        { asset: second, relation: "FINETUNED_FROM", license: (second << 32n) | 1n },
      ]);
      expect(asset.account.currencies).to.deep.equal([addresses.token]);
      expect(asset.account.royalties).to.deep.equal([
        { parent: first, bps: 1_000n },
        { parent: second, bps: 500n },
      ]);
    });

    it("prepares the same transaction without sending it, and says what it does", async () => {
      const { sdk, addresses, contracts } = await loadSdk();
      const roots = freshRoots();

      const prepared = await sdk.owner.prepareRegisterAsset({
        kind: "AGENT",
        ...roots,
        contributors: [{ account: contracts.contributor.address, units: 7n }],
      });

      expect(await contracts.registry.assetCount()).to.equal(0n);
      expect(prepared.to).to.equal(addresses.registrar);
      expect(prepared.value).to.equal(0n);
      expect(prepared.before).to.deep.equal([]);
      expect(prepared.summary).to.deep.equal({
        contract: "registrar",
        method: "register",
        args: {
          registration: {
            kind: 2n,
            ...roots,
            salt: ZeroHash,
            currencies: 3n,
            parents: [],
            contributors: [{ account: contracts.contributor.address, units: 7n }],
            contributorRoot: ZeroHash,
            contributorRootUnits: 0n,
            terms: [],
          },
        },
      });
      await contracts.owner.sendTransaction(prepared);
      expect(await contracts.registry.ownerOf(1n)).to.equal(contracts.owner.address);
    });

    it("refuses a parent named twice", async () => {
      const { sdk } = await loadSdk();
      const parent = { asset: 1n, relation: "DERIVED_FROM", license: 1n } as const;

      const error = await expectRejection(
        sdk.owner.registerAsset({ kind: "MODEL", ...freshRoots(), parents: [parent, parent] }),
        DuplicateParentError,
      );

      expect(error.parent).to.equal(1n);
    });

    it("refuses a currency that the ledger does not list", async () => {
      const { sdk, addresses } = await loadSdk();

      const error = await expectRejection(
        registerRoot(sdk.owner, { currencies: [addresses.ledger] }),
        InvalidCurrenciesError,
      );

      expect(error.currencies).to.deep.equal([addresses.ledger]);
    });

    it("says which asset holds the content already", async () => {
      const { sdk } = await loadSdk();
      const roots = freshRoots();
      await registerRoot(sdk.owner, roots);

      await expectRevert(registerRoot(sdk.stranger, roots), "AssetRegistry_ContentRootTaken", {
        contentRoot: roots.contentRoot,
        holder: 1n,
      });
    });
  });

  it("registerAssets registers several at once and returns their ids in order", async () => {
    const { sdk } = await loadSdk();
    const registrations = (["DATASET", "MODEL", "AGENT"] as const).map((kind) => ({
      kind,
      ...freshRoots(),
    }));

    const { assetIds } = await sdk.owner.registerAssets({ registrations });

    expect(assetIds).to.deep.equal([1n, 2n, 3n]);
    expect((await sdk.owner.getAsset({ assetId: 3n })).kind).to.equal("AGENT");
  });

  describe("signRegistration and registerAssetFor", () => {
    it("registers for the signer of the registration, who sends nothing", async () => {
      const { sdk, contracts } = await loadSdk();
      const before = await ethers.provider.getBalance(contracts.owner.address);

      const signed = await sdk.owner.signRegistration({ kind: "DATASET", ...freshRoots() });
      const { assetId } = await sdk.relayer.registerAssetFor({ signed });

      expect(await contracts.registry.ownerOf(assetId)).to.equal(contracts.owner.address);
      expect(await ethers.provider.getBalance(contracts.owner.address)).to.equal(before);
    });

    it("signs what contributors, parents and terms hold as well", async () => {
      const { sdk, contracts } = await loadSdk();
      const parent = await registerRoot(sdk.otherOwner);
      const { termsId } = await sdk.otherOwner.registerTerms({ uses: ["DERIVATIVE"] });
      await sdk.otherOwner.offerTerms({ assetId: parent, termsIds: [termsId] });
      const { licenseId } = await sdk.owner.buyLicense({ assetId: parent, termsId });

      const signed = await sdk.owner.signRegistration({
        kind: "MODEL",
        ...freshRoots(),
        parents: [{ asset: parent, relation: "DERIVED_FROM", license: licenseId }],
        contributors: [{ account: contracts.contributor.address, units: 5n }],
        terms: [termsId],
      });
      const { assetId } = await sdk.relayer.registerAssetFor({ signed });

      const holder = contracts.contributor.address;
      expect(await sdk.owner.unitsOf({ assetId, holder })).to.equal(5n);
    });

    it("refuses the registration once it was cancelled", async () => {
      const { sdk, contracts } = await loadSdk();
      const signed = await sdk.owner.signRegistration({ kind: "DATASET", ...freshRoots() });

      await sdk.owner.cancelSignedRegistration();

      await expectRevert(sdk.relayer.registerAssetFor({ signed }), "Registrar_InvalidSignature", {
        owner: contracts.owner.address,
      });
    });

    it("refuses it after its deadline", async () => {
      const { sdk } = await loadSdk();
      const signed = await sdk.owner.signRegistration({
        kind: "DATASET",
        ...freshRoots(),
        deadline: 1n,
      });

      await expectRevert(sdk.relayer.registerAssetFor({ signed }), "Registrar_Expired", {
        deadline: 1n,
      });
    });
  });

  it("commitContent lets its owner take a root back from who copied it", async () => {
    const { sdk, contracts } = await loadSdk();
    const roots = freshRoots();
    const { salt, commitment } = await sdk.owner.commitContent(roots);
    expect(await contracts.registry.committedAt(commitment)).not.to.equal(0n);
    await registerRoot(sdk.stranger, roots);

    const assetId = await registerRoot(sdk.owner, { ...roots, salt });

    expect(await sdk.owner.findAssetByContent(roots)).to.equal(assetId);
    expect((await sdk.owner.getAsset({ assetId: 1n })).superseded).to.equal(true);
    expect((await sdk.owner.getAsset({ assetId: 1n })).account.frozen).to.equal(true);
  });

  it("publishVersion adds a version, and getVersion reads each", async () => {
    const { sdk } = await loadSdk();
    const first = freshRoots();
    const assetId = await registerRoot(sdk.owner, first);
    const second = freshRoots();

    const { version } = await sdk.owner.publishVersion({ assetId, ...second });

    expect(version).to.equal(2n);
    expect(await sdk.owner.getVersion({ assetId })).to.deep.equal({ version: 2n, ...second });
    expect(await sdk.owner.getVersion({ assetId, version: 1n })).to.deep.equal({
      version: 1n,
      ...first,
    });
  });

  it("getAsset names an asset that does not exist", async () => {
    const { sdk } = await loadSdk();

    await expectRevert(sdk.owner.getAsset({ assetId: 9n }), "AssetRegistry_UnknownAsset", {
      assetId: 9n,
    });
  });

  it("reads without a signer", async () => {
    const { sdk, addresses } = await loadSdk();
    await registerRoot(sdk.owner);

    const reader = await createSahara({ provider: ethers.provider, addresses });

    expect((await reader.getAsset({ assetId: 1n })).kind).to.equal("DATASET");
  });
});
