import { expect } from "chai";

import { UsageError } from "../errors.ts";
import { collectParents, parseParent } from "./parseParent.ts";

describe("parseParent", () => {
  it("default: reads asset, relation and licence", () => {
    expect(parseParent("1:trained-on:4294967297")).to.deep.equal({
      ...{ asset: 1n, relation: "TRAINED_ON", license: 4_294_967_297n },
    });
  });

  for (const text of ["1", "1:TRAINED_ON", "1:TRAINED_ON:2:3", "a:TRAINED_ON:2", "1:MADE_OF:2"]) {
    it(`error: ${text}`, () => {
      expect(() => parseParent(text)).to.throw(UsageError);
    });
  }
});

describe("collectParents", () => {
  it("default: adds to those before, in order", () => {
    const both = collectParents("2:MERGED_FROM:9", collectParents("1:TRAINED_ON:8"));

    expect(both.map(({ asset }) => asset)).to.deep.equal([1n, 2n]);
  });
});
