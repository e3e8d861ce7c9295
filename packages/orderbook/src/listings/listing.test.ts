import { createHash } from "node:crypto";

import { MalformedMessageError } from "@sahara/sdk";
import { expect } from "chai";
import { getAddress, id } from "ethers";

import { type Listing, listingRoot, listingToJson, parseListing } from "./listing.ts";

const LISTING: Listing = {
  ...{ chainId: 31337n, publisher: getAddress(`0x${"ab".repeat(20)}`), title: "Mails – sorted" },
  ...{ description: "By hand.", tags: ["text", "en"] },
  items: [{ assetId: 7n, termsIds: [id("a")], offerIds: [id("b")], summary: "All of them" }],
};

describe("listing document", () => {
  it("default: comes back as it was, and its root is the sha2-256 of its canonical text", () => {
    const { root, text } = listingRoot(LISTING);

    expect(parseListing(JSON.parse(text))).to.deep.equal(LISTING);
    expect(root).to.equal(`0x${createHash("sha256").update(text).digest("hex")}`);
  });

  it("behavior: the order of members changes nothing", () => {
    const json = Object.entries(listingToJson(LISTING) as object).reverse();

    expect(listingRoot(parseListing(Object.fromEntries(json)))).to.deep.equal(listingRoot(LISTING));
  });

  const item = { assetId: "7", termsIds: [], offerIds: [], summary: "" };
  const damages: Record<string, object> = {
    "another schema": { schema: "sahara.listing.v2" },
    "an unknown member": { price: "1" },
    "an empty title": { title: "" },
    "a title without end": { title: "x".repeat(201) },
    "half a character": { title: "\ud83d" },
    "a chain id by number": { chainId: 31337 },
    "no items": { items: [] },
    "an asset twice": { items: [item, item] },
    "items without end": { items: Array(21).fill(item) },
    "an item with a member too many": { items: [{ ...item, price: "1" }] },
    "terms that are no hash": { items: [{ ...item, termsIds: ["0x12"] }] },
    "a tag twice": { tags: ["a", "a"] },
    "a tag with a space": { tags: ["a b"] },
  };
  for (const [what, change] of Object.entries(damages)) {
    it(`error: ${what}`, () => {
      const json = { ...(listingToJson(LISTING) as object), ...change };
      expect(() => parseListing(json)).to.throw(MalformedMessageError);
    });
  }
});
