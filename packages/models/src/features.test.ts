import { expect } from "chai";
import { bytesOf } from "../test/corpus.ts";
import { extractFeatures, FEATURE_ONE, FEATURES } from "./features.ts";

function extract(subject: string, body: string) {
  return extractFeatures({ subject: bytesOf(subject), body: bytesOf(body) });
}

const lengthOf = (values: Uint16Array) => Math.hypot(...values) / FEATURE_ONE;

describe("extractFeatures", () => {
  it("default: weighs words by the logarithm of their count, on a vector of length 8", () => {
    const { values } = extract("", "once twice twice thrice thrice thrice");

    const logs = [1, 2, 3].map((count) => Math.floor(256 * Math.log2(1 + count)));
    const expected = logs.map((log) => Math.floor((log * 4096) / Math.floor(Math.hypot(...logs))));
    expect([...values].sort((a, b) => a - b)).to.deep.equal(expected);
    expect(lengthOf(values)).to.be.closeTo(8, 0.02);
  });

  it("behavior: numbers features upwards, below 2^15", () => {
    const words = Array.from({ length: 2_000 }, (_, i) => `w${i}`).join(" ");

    const { indices } = extract("", words);

    expect(indices).to.deep.equal(Uint16Array.from(new Set(indices)).sort());
    expect(indices.at(-1)).to.be.below(FEATURES);
    // 2,000 words on 32,768 numbers: some 60 meet another one.
    expect(indices.length).to.be.within(1_900, 1_980);
  });

  it("behavior: does not depend on the order of words", () => {
    expect(extract("", "b a c b")).to.deep.equal(extract("", "c b b a"));
  });

  it("behavior: gives a word in the subject a feature of its own beside the common one", () => {
    const [subject, body] = [extract("offer", ""), extract("", "offer")];

    expect(body.indices).to.have.length(1);
    expect([...subject.indices])
      .to.have.length(2)
      .and.to.include(body.indices[0]);
  });

  it("behavior: treats counts above 255 alike, and never wraps around", () => {
    const repeat = (count: number) => extract("", `${"spam ".repeat(count)} other`);

    expect(repeat(256)).to.deep.equal(repeat(255));
    expect(repeat(100_000)).to.deep.equal(repeat(255));
    expect(repeat(100)).to.not.deep.equal(repeat(255));
  });

  it("behavior: gives a mail without words no features", () => {
    expect(extract("", "...")).to.deep.equal({
      indices: new Uint16Array(),
      values: new Uint16Array(),
    });
  });
});
