import { buildContributorTree, contributorProof, type ContributorTree } from "@sahara/sdk";
import { readContributors, writeContributors } from "@sahara/sdk/node";
import { expect } from "chai";
import { Wallet } from "ethers";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { loadSdk, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRevert } from "./expectRejection.ts";

describe("SDK: units", () => {
  let fixture: SdkFixture;
  let token: string;

  beforeEach(async () => {
    fixture = await loadSdk();
    token = fixture.addresses.token;
  });

  describe("moving them", () => {
    let assetId: bigint;

    beforeEach(async () => {
      const { sdk, contracts } = fixture;
      const account = contracts.contributor.address;
      assetId = await registerRoot(sdk.owner, { contributors: [{ account, units: 80_000_000n }] });
      await sdk.payer.pay({ assetId, token, amount: 1_000n });
    });

    const claimable = async (holder: string) =>
      await fixture.sdk.stranger.claimable({ assetId, token, holder });

    it("transferUnits leaves what they earned with the sender", async () => {
      const { sdk, contracts } = fixture;
      const to = contracts.stranger.address;

      await sdk.contributor.transferUnits({ assetId, to, units: 80_000_000n });

      expect(await sdk.owner.unitsOf({ assetId, holder: to })).to.equal(80_000_000n);
      expect(await claimable(contracts.contributor.address)).to.equal(800n);
      expect(await claimable(to)).to.equal(0n);
    });

    it("transferPosition takes what they earned along", async () => {
      const { sdk, contracts } = fixture;
      const to = contracts.stranger.address;

      await sdk.contributor.transferPosition({ assetId, to });

      expect(await claimable(contracts.contributor.address)).to.equal(0n);
      expect(await claimable(to)).to.equal(800n);
    });

    it("bindUnits and releaseUnits move them to and from the asset's owner", async () => {
      const { sdk, contracts } = fixture;
      const to = contracts.stranger.address;

      await sdk.contributor.bindUnits({ assetId, units: 30_000_000n });
      await sdk.owner.releaseUnits({ assetId, to, units: 10_000_000n });

      expect(await sdk.owner.unitsOf({ assetId, holder: "owner" })).to.equal(40_000_000n);
      expect(await sdk.owner.unitsOf({ assetId, holder: to })).to.equal(10_000_000n);
      expect(await claimable("owner")).to.equal(200n);
    });

    it("says how many units there are when more are wanted", async () => {
      const { sdk, contracts } = fixture;
      const to = contracts.stranger.address;

      await expectRevert(
        sdk.owner.releaseUnits({ assetId, to, units: 20_000_001n }),
        "RevenueLedger_TooManyUnits",
        { units: 20_000_001n, available: 20_000_000n },
      );
    });
  });

  describe("contributors of a Merkle root", () => {
    let tree: ContributorTree;
    let assetId: bigint;

    beforeEach(async () => {
      const { sdk, contracts } = fixture;
      tree = buildContributorTree([
        { account: contracts.contributor.address, units: 60_000_000n },
        { account: contracts.otherContributor.address, units: 30_000_000n },
        { account: Wallet.createRandom().address, units: 10_000_000n, index: 1_000n },
      ]);
      assetId = await registerRoot(sdk.owner, { contributorTree: tree });
      await sdk.payer.pay({ assetId, token, amount: 1_000n });
    });

    it("materialiseUnits gives a leaf its units with what they earned", async () => {
      const { sdk, contracts } = fixture;

      await sdk.stranger.materialiseUnits({ assetId, ...contributorProof(tree, 0n) });

      const { amount } = await sdk.contributor.claim({ assetId, token });
      expect(amount).to.equal(600n);
      expect(await contracts.token.balanceOf(contracts.contributor)).to.equal(600n);
      const { rootUnits, contributorRoot } = await sdk.owner.getAccount({ assetId });
      expect(rootUnits).to.equal(40_000_000n);
      expect(contributorRoot).to.equal(tree.root);
    });

    it("materialiseAndClaim does both at once, from a file", async () => {
      const { sdk, contracts } = fixture;
      const folder = await mkdtemp(path.join(tmpdir(), "contributors-"));
      const file = path.join(folder, "contributors.json");
      await writeContributors(file, tree);
      const loaded = await readContributors(file);
      await rm(folder, { recursive: true });

      const { amount } = await sdk.stranger.materialiseAndClaim({
        assetId,
        token,
        ...contributorProof(loaded, 1n),
      });

      expect(amount).to.equal(300n);
      expect(await contracts.token.balanceOf(contracts.otherContributor)).to.equal(300n);
    });

    it("refuses a leaf that is not under the root, and a leaf twice", async () => {
      const { sdk } = fixture;
      const leaf = contributorProof(tree, 1_000n);

      await expectRevert(
        sdk.stranger.materialiseUnits({ assetId, ...leaf, units: leaf.units + 1n }),
        "ContributorRoots_InvalidProof",
        { assetId, index: 1_000n },
      );
      await sdk.stranger.materialiseUnits({ assetId, ...leaf });
      await expectRevert(
        sdk.stranger.materialiseUnits({ assetId, ...leaf }),
        "ContributorRoots_AlreadyMaterialised",
        { assetId, index: 1_000n },
      );
    });
  });
});
