import { createSahara } from "@sahara/sdk";
import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadSdk, registerChild, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRevert } from "./expectRejection.ts";

/** 1 and 2 are roots; 3 is made from 1, 4 from 1 and 2, 5 from 3 and 4; 6 stands alone. */
async function registerDiamond({ sdk }: SdkFixture) {
  const { owner } = sdk;
  const royaltyBps = 100n;
  await registerRoot(owner);
  await registerRoot(owner);
  const one = { sahara: owner, assetId: 1n, royaltyBps };
  const two = { sahara: owner, assetId: 2n, royaltyBps };
  await registerChild(owner, [one]);
  await registerChild(owner, [one, two]);
  await registerChild(owner, [
    { sahara: owner, assetId: 3n, royaltyBps },
    { sahara: owner, assetId: 4n, royaltyBps },
  ]);
  await registerRoot(owner);
}

const shape = (relatives: { assetId: bigint; depth: number }[]) =>
  relatives.map(({ assetId, depth }) => [assetId, depth]);

describe("SDK: provenance", () => {
  let fixture: SdkFixture;

  beforeEach(async () => {
    fixture = await loadSdk();
    await registerDiamond(fixture);
  });

  it("getAncestors lists each ancestor once, nearest first", async () => {
    const ancestors = await fixture.sdk.stranger.getAncestors({ assetId: 5n });

    expect(shape(ancestors)).to.deep.equal([
      [3n, 1],
      [4n, 1],
      [1n, 2],
      [2n, 2],
    ]);
    const link = { parent: 1n, relation: "FINETUNED_FROM" };
    expect(ancestors[2]?.links).to.deep.equal([
      { child: 3n, ...link, license: (1n << 32n) | 1n },
      { child: 4n, ...link, license: (1n << 32n) | 2n },
    ]);
  });

  it("getDescendants lists each descendant once, nearest first", async () => {
    const descendants = await fixture.sdk.stranger.getDescendants({ assetId: 1n });

    expect(shape(descendants)).to.deep.equal([
      [3n, 1],
      [4n, 1],
      [5n, 2],
    ]);
    expect(descendants[2]?.links.map(({ parent }) => parent)).to.deep.equal([3n, 4n]);
  });

  it("finds the same descendants two blocks at a time", async () => {
    const { addresses } = fixture;
    const narrow = await createSahara({ provider: ethers.provider, addresses, blockRange: 2 });

    expect(await narrow.getDescendants({ assetId: 1n })).to.deep.equal(
      await fixture.sdk.owner.getDescendants({ assetId: 1n }),
    );
  });

  it("stops at the depth asked for", async () => {
    const { stranger } = fixture.sdk;

    expect(shape(await stranger.getAncestors({ assetId: 5n, maxDepth: 1 }))).to.deep.equal([
      [3n, 1],
      [4n, 1],
    ]);
    expect(await stranger.getDescendants({ assetId: 1n, maxDepth: 0 })).to.deep.equal([]);
  });

  it("getPath finds the shortest way", async () => {
    const { stranger } = fixture.sdk;

    expect(await stranger.getPath({ from: 5n, to: 1n })).to.deep.equal([5n, 3n, 1n]);
    expect(await stranger.getPath({ from: 5n, to: 2n })).to.deep.equal([5n, 4n, 2n]);
    expect(await stranger.getPath({ from: 4n, to: 4n })).to.deep.equal([4n]);
  });

  it("getPath finds none where there is none", async () => {
    const { stranger } = fixture.sdk;

    expect(await stranger.getPath({ from: 1n, to: 5n })).to.equal(undefined);
    expect(await stranger.getPath({ from: 3n, to: 2n })).to.equal(undefined);
    expect(await stranger.getPath({ from: 6n, to: 1n })).to.equal(undefined);
  });

  it("names an asset that does not exist", async () => {
    const { stranger } = fixture.sdk;
    const unknown = { assetId: 99n };

    await expectRevert(stranger.getAncestors(unknown), "AssetRegistry_UnknownAsset", unknown);
    await expectRevert(stranger.getDescendants(unknown), "AssetRegistry_UnknownAsset", unknown);
    const path = stranger.getPath({ from: 5n, to: 99n });
    await expectRevert(path, "AssetRegistry_UnknownAsset", unknown);
    const pathFrom = stranger.getPath({ from: 99n, to: 1n });
    await expectRevert(pathFrom, "AssetRegistry_UnknownAsset", unknown);
  });
});
