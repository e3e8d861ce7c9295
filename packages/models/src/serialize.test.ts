import { createHash } from "node:crypto";
import { contentRoot } from "@sahara/storage";
import { expect } from "chai";
import { sampleOf } from "../test/corpus.ts";
import { deserialize } from "./deserialize.ts";
import { fineTune } from "./fineTune.ts";
import { MODEL_FORMAT, serialize, weightsHash } from "./serialize.ts";
import { train } from "./train.ts";

const samples = [sampleOf("ham", "meet me for lunch"), sampleOf("spam", "buy pills now")];
const parent = train(samples);
const child = fineTune(parent, [sampleOf("spam", "cheap lunch")]);

describe("serialize", () => {
  it("default: lays the file out as documented", () => {
    const file = Buffer.from(serialize(parent));

    expect(file).to.have.length(65_610);
    expect(file.toString("latin1", 0, 4)).to.equal("SSFM");
    expect([...file.subarray(4, 8)]).to.deep.equal([1, 15, parent.fractionBits, 0]);
    expect(file.subarray(8, 40).every((byte) => byte === 0)).to.equal(true);
    expect(file.readInt16LE(40)).to.equal(parent.bias);
    const some = parent.weights.findIndex((weight) => weight < 0);
    expect(file.readInt16LE(42 + 2 * some)).to.equal(parent.weights[some]);
    expect(file.subarray(65_578)).to.deep.equal(
      createHash("sha256").update(file.subarray(0, 65_578)).digest(),
    );
  });

  it("default: names the parent of a fine-tuned model", () => {
    const file = Buffer.from(serialize(child));

    expect(file[7]).to.equal(1);
    expect(`0x${file.toString("hex", 8, 40)}`).to.equal(weightsHash(parent));
  });

  it("behavior: is the inverse of deserialize, both ways", () => {
    for (const model of [parent, child]) {
      expect(deserialize(serialize(model))).to.deep.equal(model);
      expect(serialize(deserialize(serialize(model)))).to.deep.equal(serialize(model));
    }
  });
});

describe("weightsHash", () => {
  it("default: is the SHA-256 of the file, and so the content root of the model", async () => {
    const file = serialize(parent);

    expect(weightsHash(parent)).to.equal(`0x${createHash("sha256").update(file).digest("hex")}`);
    expect(await contentRoot(file)).to.include({
      digest: weightsHash(parent),
      codec: "raw",
      bytes: BigInt(MODEL_FORMAT.length),
    });
  });

  it("behavior: depends on every part of the model", () => {
    const weights = parent.weights.map((weight, i) => (i === 32_767 ? weight + 1 : weight));
    const variants = [
      parent,
      { ...parent, weights },
      { ...parent, bias: parent.bias + 1 },
      { ...parent, fractionBits: parent.fractionBits - 1 },
      { ...parent, parentHash: weightsHash(child) },
    ];

    expect(new Set(variants.map(weightsHash)).size).to.equal(variants.length);
  });
});
