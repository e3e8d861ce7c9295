import { createHash } from "node:crypto";
import { expect } from "chai";
import { cidDigest } from "./cid.ts";
import { contentRoot } from "./contentRoot.ts";
import { NotJsonError } from "./canonicalJson.ts";
import { MAX_METADATA_BYTES, metadataRoot, MetadataTooLargeError } from "./metadataRoot.ts";

const card = { name: "Spam filter", description: "naïve ✓", parents: ["1", "2"] };

describe("metadataRoot", () => {
  it("default: is the plain SHA-256 of the canonical bytes", () => {
    const text = '{"description":"naïve ✓","name":"Spam filter","parents":["1","2"]}';

    const { digest, canonical, bytes } = metadataRoot(card);

    expect(Buffer.from(canonical).toString("utf8")).to.equal(text);
    expect(digest).to.equal(`0x${createHash("sha256").update(text).digest("hex")}`);
    expect(bytes).to.equal(BigInt(Buffer.byteLength(text)));
  });

  it("behavior: equals the content root of the published bytes", async () => {
    const { canonical, ...root } = metadataRoot(card);

    expect(await contentRoot(canonical)).to.deep.equal(root);
    expect(cidDigest(root.cid)).to.equal(root.digest);
  });

  it("behavior: ignores the order of keys", () => {
    const { name, description, parents } = card;

    expect(metadataRoot({ parents, name, description }).cid).to.equal(metadataRoot(card).cid);
  });

  it("behavior: changes with any value, also deep inside", () => {
    const tampered = [
      { ...card, name: "Spam filter " },
      { ...card, parents: ["2", "1"] },
      { ...card, parents: ["1", 2] },
      { ...card, extra: null },
    ];

    const cids = [card, ...tampered].map((json) => metadataRoot(json).cid);

    expect(new Set(cids).size).to.equal(5);
  });

  it("behavior: accepts one full block and no byte more", () => {
    const padding = MAX_METADATA_BYTES - 2;

    expect(metadataRoot("x".repeat(padding)).bytes).to.equal(BigInt(MAX_METADATA_BYTES));
    expect(() => metadataRoot("x".repeat(padding + 1)))
      .to.throw(MetadataTooLargeError)
      .with.property("bytes", MAX_METADATA_BYTES + 1);
  });

  it("error: refuses what JSON would drop", () => {
    // @ts-expect-error: the type refuses undefined as well
    expect(() => metadataRoot({ name: undefined })).to.throw(NotJsonError);
  });
});
