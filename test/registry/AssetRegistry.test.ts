import { expect } from "chai";

import { cidFromDigest, type Digest } from "../../packages/storage/src/index.ts";
import { shouldBehaveLikeERC721 } from "../behaviors/erc721.behavior.ts";
import { createRegistration, KIND, RELATION } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSahara, type SaharaFixture } from "../helpers/deploySahara.ts";

const UNKNOWN = 77n;
const MAX_PARENTS = 14n;
const CONTENT = ethers.id("first content");
const METADATA = ethers.id("first metadata");
const NEXT_CONTENT = ethers.id("next content");
const NEXT_METADATA = ethers.id("next metadata");
const NO_SALT = ethers.ZeroHash;

describe("AssetRegistry", () => {
  shouldBehaveLikeERC721(
    async () => {
      const sahara = await loadSahara();
      const id = await sahara.registerAsset();
      const collection = await ethers.getContractAt("PackedERC721", sahara.registry);
      return { sahara, collection, id, holder: sahara.owner };
    },
    {
      name: "Sahara Assets",
      symbol: "SHA-ASSET",
      interfaceIds: { "ERC-2981": "0x2a55205a", "ERC-4906": "0x49064906" },
    },
  );

  async function withAsset() {
    const sahara = await loadSahara();
    const assetId = await sahara.registerAsset({ contentRoot: CONTENT, metadataRoot: METADATA });
    return { ...sahara, assetId };
  }

  it("moves no asset that does not exist", async () => {
    const { registry, owner, stranger } = await loadSahara();

    await expect(
      registry.connect(owner).transferFrom(owner, stranger, UNKNOWN),
    ).to.be.revertedWithCustomError(registry, "TokenDoesNotExist");
  });

  describe("open", () => {
    it("is the Registrar's alone (REG-4)", async () => {
      const { registry, registrar, stranger } = await loadSahara();
      const { kind, contentRoot, metadataRoot, salt } = createRegistration();
      const opening = { kind, contentRoot, metadataRoot, salt };

      await expect(registry.connect(stranger).open(opening, [], stranger))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_NotRegistrar")
        .withArgs(stranger);
      expect(await registry.REGISTRAR()).to.equal(registrar);
    });

    it("tells who owns what, and keeps it", async () => {
      const { registry, registrar, owner } = await loadSahara();
      const registration = createRegistration({ kind: KIND.agent, contentRoot: CONTENT });

      await expect(registrar.connect(owner).register(registration))
        .to.emit(registry, "AssetRegistered")
        .withArgs(1n, owner, KIND.agent, CONTENT, registration.metadataRoot);
      expect(await registry.assetCount()).to.equal(1n);
      expect(await registry.exists(1n)).to.be.true;
      expect(await registry.exists(0n)).to.be.false;
      expect(await registry.exists(2n)).to.be.false;
      expect(await registry.kindOf(1n)).to.equal(KIND.agent);
      expect(await registry.isSuperseded(1n)).to.be.false;
      expect(await registry.parentsOf(1n)).to.deep.equal([]);
      expect(await registry.assetByContentRoot(CONTENT)).to.equal(1n);
    });

    it("refuses a content or metadata root of zero", async () => {
      const { registry, registerAsset } = await loadSahara();

      for (const zero of [{ contentRoot: ethers.ZeroHash }, { metadataRoot: ethers.ZeroHash }]) {
        await expect(registerAsset(zero)).to.be.revertedWithCustomError(
          registry,
          "AssetRegistry_ZeroRoot",
        );
      }
    });

    it("refuses a content root that another asset has", async () => {
      const { registry, assetId, registerAsset } = await withAsset();

      await expect(registerAsset({ contentRoot: CONTENT }))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_ContentRootTaken")
        .withArgs(CONTENT, assetId);
    });
  });

  describe("parents (REG-1)", () => {
    /** Registers `count` assets with a licence each and returns links to them in ascending order. */
    async function createLinks(sahara: SaharaFixture, count: bigint) {
      const { registerAsset, registerTerms, offerTerms, buyLicense, owner } = sahara;
      const termsId = await registerTerms();
      const links = [];
      for (let i = 0n; i < count; ++i) {
        const asset = await registerAsset();
        await offerTerms(asset, termsId);
        const license = await buyLicense({ assetId: asset, termsId, licensee: owner });
        links.push({ asset, relation: RELATION.mergedFrom, license });
      }
      return links;
    }

    it("are kept with relation and licence, and told", async () => {
      const sahara = await loadSahara();
      const { registry, registrar, owner } = sahara;
      const links = await createLinks(sahara, 2n);
      const transaction = registrar.connect(owner).register(createRegistration({ parents: links }));

      for (const { asset, relation, license } of links) {
        await expect(transaction)
          .to.emit(registry, "ParentLinked")
          .withArgs(3n, asset, [asset, relation, license]);
      }
      expect(await registry.parentsOf(3n)).to.deep.equal(
        links.map(({ asset, relation, license }) => [asset, relation, license]),
      );
    });

    it("are at most 14", async () => {
      const sahara = await loadSahara();
      const { registry, registerAsset } = sahara;
      const links = await createLinks(sahara, MAX_PARENTS + 1n);

      await expect(registerAsset({ parents: links }))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_TooManyParents")
        .withArgs(MAX_PARENTS + 1n, MAX_PARENTS);
      const child = await registerAsset({ parents: links.slice(1) });
      expect((await registry.parentsOf(child)).map(({ asset }) => asset)).to.deep.equal(
        links.slice(1).map(({ asset }) => asset),
      );
    });

    it("stand in ascending order, each once, and come before their child", async () => {
      const sahara = await loadSahara();
      const { registry, registerAsset } = sahara;
      const [first, second] = (await createLinks(sahara, 2n)) as [Link, Link];
      type Link = Awaited<ReturnType<typeof createLinks>>[number];
      const itself = { ...second, asset: 3n };
      const unknown = { ...second, asset: UNKNOWN };
      const none = { ...second, asset: 0n };

      for (const [parents, culprit] of [
        [[second, first], first],
        [[first, first], first],
        [[first, itself], itself],
        [[unknown], unknown],
        [[none], none],
      ] as const) {
        await expect(registerAsset({ parents: [...parents] }))
          .to.be.revertedWithCustomError(registry, "AssetRegistry_ParentOutOfOrder")
          .withArgs(3n, culprit.asset);
      }
    });
  });

  describe("publishVersion (REG-3)", () => {
    it("adds a version and leaves the earlier ones", async () => {
      const { registry, owner, assetId } = await withAsset();
      const publication = registry
        .connect(owner)
        .publishVersion(assetId, NEXT_CONTENT, NEXT_METADATA, NO_SALT);

      await expect(publication)
        .to.emit(registry, "VersionPublished")
        .withArgs(assetId, 2n, NEXT_CONTENT, NEXT_METADATA);
      await expect(publication).to.emit(registry, "MetadataUpdate").withArgs(assetId);
      expect(await registry.latestVersionOf(assetId)).to.equal(2n);
      expect(await registry.versionOf(assetId, 1n)).to.deep.equal([CONTENT, METADATA]);
      expect(await registry.versionOf(assetId, 2n)).to.deep.equal([NEXT_CONTENT, NEXT_METADATA]);
      expect(await registry.assetByContentRoot(CONTENT)).to.equal(assetId);
      expect(await registry.assetByContentRoot(NEXT_CONTENT)).to.equal(assetId);
    });

    it("may change the metadata alone, or go back to an earlier content", async () => {
      const { registry, owner, assetId } = await withAsset();
      const asOwner = registry.connect(owner);
      await asOwner.publishVersion(assetId, CONTENT, NEXT_METADATA, NO_SALT);
      await asOwner.publishVersion(assetId, NEXT_CONTENT, NEXT_METADATA, NO_SALT);
      await asOwner.publishVersion(assetId, CONTENT, METADATA, NO_SALT);

      expect(await registry.versionOf(assetId, 2n)).to.deep.equal([CONTENT, NEXT_METADATA]);
      expect(await registry.versionOf(assetId, 4n)).to.deep.equal([CONTENT, METADATA]);
    });

    it("keeps what else is known of the asset", async () => {
      const { registry, owner, registerAsset, registerDerivative } = await loadSahara();
      const parent = await registerAsset();
      const child = await registerDerivative({
        parents: [{ assetId: parent, royaltyBps: 100n }],
        kind: KIND.agent,
      });
      await registry.connect(owner).publishVersion(child, NEXT_CONTENT, NEXT_METADATA, NO_SALT);

      expect(await registry.kindOf(child)).to.equal(KIND.agent);
      expect((await registry.parentsOf(child)).map(({ asset }) => asset)).to.deep.equal([parent]);
      expect(await registry.ownerOf(child)).to.equal(owner);
    });

    it("is open to an approved account", async () => {
      const { registry, owner, relayer, assetId } = await withAsset();
      await registry.connect(owner).approve(relayer, assetId);
      await registry.connect(relayer).publishVersion(assetId, NEXT_CONTENT, METADATA, NO_SALT);

      expect(await registry.latestVersionOf(assetId)).to.equal(2n);
    });

    it("refuses strangers, unknown assets, zero roots and roots of others", async () => {
      const { registry, owner, stranger, assetId, registerAsset } = await withAsset();
      const other = await registerAsset({ contentRoot: NEXT_CONTENT });
      const asOwner = registry.connect(owner);

      await expect(registry.connect(stranger).publishVersion(assetId, CONTENT, METADATA, NO_SALT))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_NotOwnerNorApproved")
        .withArgs(assetId, stranger);
      await expect(asOwner.publishVersion(UNKNOWN, CONTENT, METADATA, NO_SALT))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownAsset")
        .withArgs(UNKNOWN);
      await expect(asOwner.publishVersion(assetId, NEXT_CONTENT, METADATA, NO_SALT))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_ContentRootTaken")
        .withArgs(NEXT_CONTENT, other);
      for (const roots of [
        [ethers.ZeroHash, METADATA],
        [CONTENT, ethers.ZeroHash],
      ] as const) {
        await expect(
          asOwner.publishVersion(assetId, ...roots, NO_SALT),
        ).to.be.revertedWithCustomError(registry, "AssetRegistry_ZeroRoot");
      }
    });

    it("reclaims a content root that the owner had committed to", async () => {
      const { registry, ledger, owner, stranger, assetId, registerAsset } = await withAsset();
      const salt = ethers.id("salt");
      await registry.connect(owner).commit(await registry.commitmentOf(owner, NEXT_CONTENT, salt));
      const copy = await registerAsset({ contentRoot: NEXT_CONTENT, owner: stranger });

      await expect(registry.connect(owner).publishVersion(assetId, NEXT_CONTENT, METADATA, salt))
        .to.emit(registry, "ContentRootReclaimed")
        .withArgs(NEXT_CONTENT, copy, assetId);
      expect(await registry.isSuperseded(copy)).to.be.true;
      expect(await registry.assetByContentRoot(NEXT_CONTENT)).to.equal(assetId);
      await ledger.connect(stranger).freezeSuperseded(copy);
      expect((await ledger.accountOf(copy)).frozen).to.be.true;
    });
  });

  describe("reading", () => {
    it("refuses assets and versions that do not exist", async () => {
      const { registry, assetId } = await withAsset();
      const unknown = [
        () => registry.kindOf(UNKNOWN),
        () => registry.latestVersionOf(UNKNOWN),
        () => registry.parentsOf(UNKNOWN),
        () => registry.isSuperseded(UNKNOWN),
        () => registry.tokenURI(UNKNOWN),
        () => registry.royaltyInfo(UNKNOWN, 1n),
        () => registry.versionOf(UNKNOWN, 1n),
      ];

      for (const call of unknown) {
        await expect(call())
          .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownAsset")
          .withArgs(UNKNOWN);
      }
      for (const version of [0n, 2n]) {
        await expect(registry.versionOf(assetId, version))
          .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownVersion")
          .withArgs(assetId, version);
      }
    });

    it("derives the token's URI from the latest metadata root, as storage does", async () => {
      const { registry, owner, assetId } = await withAsset();
      const roots = [METADATA, NEXT_METADATA, `0x${"ff".repeat(32)}`, `0x${"00".repeat(31)}01`];

      for (const root of roots) {
        await registry.connect(owner).publishVersion(assetId, CONTENT, root, NO_SALT);
        const cid = cidFromDigest(root as Digest, "raw");
        expect(await registry.tokenURI(assetId)).to.equal(`ipfs://${cid}`);
      }
    });

    it("describes the collection (ERC-7572)", async () => {
      const { registry } = await loadSahara();
      const uri = await registry.contractURI();

      expect(JSON.parse(uri.slice(uri.indexOf(",") + 1))).to.deep.equal({
        name: "Sahara Assets",
        symbol: "SHA-ASSET",
        description: "Datasets, models and agents with provable origin.",
      });
    });
  });

  describe("stampOf", () => {
    it("changes with every version and transfer, also when the asset comes back", async () => {
      const { registry, owner, stranger, assetId } = await withAsset();
      const stamps = [await registry.stampOf(assetId)];
      const keep = async () => stamps.push(await registry.stampOf(assetId));
      await registry.connect(owner).transferFrom(owner, stranger, assetId);
      await keep();
      await registry.connect(stranger).transferFrom(stranger, owner, assetId);
      await keep();
      await registry.connect(owner).publishVersion(assetId, NEXT_CONTENT, NEXT_METADATA, NO_SALT);
      await keep();

      expect(new Set(stamps).size).to.equal(4);
      expect(await registry.latestVersionOf(assetId)).to.equal(2n);
      expect(await registry.kindOf(assetId)).to.equal(KIND.dataset);
    });
  });

  describe("royaltyInfo (ERC-2981)", () => {
    const RESALE_BPS = 500n;

    it("names the asset's inbox and 5 %, rounded down", async () => {
      const { registry, registrar, inboxes, assetId } = await withAsset();
      const inbox = await inboxes.inboxOf(assetId);

      expect(await registrar.inboxOf(assetId)).to.equal(inbox);
      expect(await registry.royaltyInfo(assetId, 10_000n)).to.deep.equal([inbox, RESALE_BPS]);
      expect(await registry.royaltyInfo(assetId, 19n)).to.deep.equal([inbox, 0n]);
      expect(await registry.royaltyInfo(assetId, 39n)).to.deep.equal([inbox, 1n]);
    });

    it("takes any price", async () => {
      const { registry, assetId } = await withAsset();
      const { royaltyAmount } = await registry.royaltyInfo(assetId, ethers.MaxUint256);

      expect(royaltyAmount).to.equal((ethers.MaxUint256 * RESALE_BPS) / 10_000n);
    });

    it("follows the parameter", async () => {
      const { registry, parameters, assetId, getTimelockSigner } = await withAsset();
      await parameters.connect(await getTimelockSigner()).setResaleRoyalty(1_000n);

      expect((await registry.royaltyInfo(assetId, 10_000n)).royaltyAmount).to.equal(1_000n);
    });
  });

  it("keeps what is known of an asset when it is sold", async () => {
    const { registry, owner, stranger, assetId } = await withAsset();
    await networkHelpers.mine();
    await registry.connect(owner).transferFrom(owner, stranger, assetId);

    expect(await registry.versionOf(assetId, 1n)).to.deep.equal([CONTENT, METADATA]);
    expect(await registry.kindOf(assetId)).to.equal(KIND.dataset);
    await expect(registry.connect(owner).publishVersion(assetId, CONTENT, METADATA, NO_SALT))
      .to.be.revertedWithCustomError(registry, "AssetRegistry_NotOwnerNorApproved")
      .withArgs(assetId, owner);
  });
});
