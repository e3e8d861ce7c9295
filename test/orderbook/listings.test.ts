import { createHash } from "node:crypto";

import { type Listing, listingRoot, listingToJson } from "@sahara/orderbook";
import { LISTING_NOTICE_TYPES } from "@sahara/sdk";
import { type JsonValue, metadataRoot } from "@sahara/storage";
import { expect } from "chai";
import { id } from "ethers";

import { type BookWorld, createBookWorld } from "./bookWorld.ts";

describe("order book: listings", function () {
  this.timeout(120_000);

  let world: BookWorld;
  let listing: Listing;
  before(async () => {
    world = await createBookWorld();
    const { termsId } = await world.sdk.owner.registerTerms({ uses: ["ACCESS"] });
    await world.sdk.owner.offerTerms({ assetId: world.assetId, termsIds: [termsId] });
    listing = {
      ...{ chainId: 31337n, publisher: world.contracts.owner.address },
      ...{ title: "Mails", description: "Sorted by hand.", tags: ["text"] },
      items: [{ assetId: world.assetId, termsIds: [termsId], offerIds: [], summary: "In English" }],
    };
  });
  after(() => world.stop());

  type Post = { account?: BookWorld["contracts"]["owner"]; metadata?: unknown[] };

  async function post(document: Listing, { account, metadata }: Post = {}) {
    const { root } = listingRoot(document);
    const deadline = BigInt(Math.floor(Date.now() / 1_000) + 60);
    const notice = { root, publisher: document.publisher, deadline };
    const signer = account ?? world.contracts.owner;
    const signature = await signer.signTypedData(
      world.chain.bookDomain,
      LISTING_NOTICE_TYPES,
      notice,
    );
    const body = { document: listingToJson(document), deadline: `${deadline}`, signature };
    const response = await fetch(`${world.book.url}/v1/listings`, {
      ...{ method: "POST", headers: { "Content-Type": "application/json" } },
      body: JSON.stringify({ ...body, ...(metadata === undefined ? {} : { metadata }) }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  }
  const get = async (path: string) => (await fetch(`${world.book.url}/v1/listings${path}`)).text();

  it("serves the bytes that the root is the hash of, and anchors them by metadata (ORD-8)", async () => {
    const { root, cid } = listingRoot(listing);
    expect((await post(listing)).json).to.deep.include({ root, cid, current: true, anchors: [] });
    const bytes = await get(`/${root}/document`);
    expect(`0x${createHash("sha256").update(bytes).digest("hex")}`).to.equal(root);

    const { owner } = world.sdk;
    const document: JsonValue = { name: "Mails", listing: cid };
    const { contentRoot } = await owner.getVersion({ assetId: world.assetId });
    const anchor = [{ assetId: `${world.assetId}`, document }];
    expect((await post(listing, { metadata: anchor })).json.type).to.match(/not-anchored$/);
    await owner.publishVersion({
      ...{ assetId: world.assetId, contentRoot, metadataRoot: metadataRoot(document).digest },
    });
    const anchored = await post(listing, { metadata: anchor });
    expect(anchored.json.anchors).to.deep.equal([{ assetId: `${world.assetId}`, version: "2" }]);
    const other = [{ assetId: `${world.assetId}`, document: { name: "Mails" } }];
    expect((await post(listing, { metadata: other })).json.type).to.match(/not-anchored$/);
    const found = JSON.parse(await get(`?asset=${world.assetId}`)) as {
      listings: { root: string }[];
    };
    expect(found.listings.map((each) => each.root)).to.deep.equal([root]);
  });

  it("refuses listings of others' assets, terms and offers that are none, and other chains", async () => {
    const { stranger } = world.contracts;
    const [item] = listing.items;
    const problem = async (document: Listing, options?: Post) =>
      String((await post(document, options)).json.type).replace("urn:sahara:problem:", "");

    expect(await problem(listing, { account: stranger })).to.equal("bad-signature");
    const foreign = { ...listing, publisher: stranger.address };
    expect(await problem(foreign, { account: stranger })).to.equal("not-fillable");
    expect(await problem({ ...listing, chainId: 1n })).to.equal("not-fillable");
    for (const change of [{ termsIds: [id("x")] }, { offerIds: [id("x")] }, { assetId: 99n }]) {
      expect(await problem({ ...listing, items: [{ ...item!, ...change }] })).to.equal(
        "not-fillable",
      );
    }
    expect(await problem({ ...listing, tags: ["Not A Tag"] })).to.equal("bad-request");
    expect(await problem({ ...listing, title: "" })).to.equal("bad-request");
  });

  it("shows a listing no more when its publisher sold an asset in it", async () => {
    const { root } = listingRoot(listing);
    await post(listing);
    await world.sdk.payer.fillOrder({ signed: await world.signSale() });
    await world.book.follow();

    expect(JSON.parse(await get(`?asset=${world.assetId}`))).to.deep.equal({
      listings: [],
      next: null,
    });
    expect(JSON.parse(await get(`/${root}`))).to.include({ current: false });
  });
});
