import { InvalidNumberError } from "@sahara/sdk";
import { expect } from "chai";

import { UsageError } from "../errors.ts";
import { collectIds, parseId, parseInteger, parseUnitCount } from "./numbers.ts";

const NOT_WHOLE = ["", " 1", "1.0", "-1", "+1", "0x10", "1e3", "1_000", "١"];

describe("parseInteger", () => {
  it("default: is exact beyond what a number can hold", () => {
    expect(parseInteger("9007199254740993")).to.equal(9_007_199_254_740_993n);
    expect(parseInteger("007")).to.equal(7n);
  });

  for (const text of NOT_WHOLE) {
    it(`error: ${JSON.stringify(text)}`, () => {
      expect(() => parseInteger(text)).to.throw(UsageError);
    });
  }
});

describe("parseId", () => {
  it("default: reads an id of any length", () => {
    expect(parseId("4294967297")).to.equal(4_294_967_297n);
  });

  it("error: says what an id looks like", () => {
    expect(() => parseId("one"))
      .to.throw(UsageError)
      .with.property("message", '"one" is no id. Pass a number such as 7.');
  });
});

describe("collectIds", () => {
  it("default: adds to those before, in order", () => {
    const before = collectIds("4");

    expect(collectIds("3", before)).to.deep.equal([4n, 3n]);
    expect(before).to.deep.equal([4n]);
  });
});

describe("parseUnitCount", () => {
  it("default: reads units, and shares of the whole revenue exactly", () => {
    expect(parseUnitCount("12500000")).to.equal(12_500_000n);
    expect(parseUnitCount("12.5%")).to.equal(12_500_000n);
    expect(parseUnitCount("0.000001%")).to.equal(1n);
    expect(parseUnitCount("100%")).to.equal(100_000_000n);
  });

  it("error: a share above the whole, finer than a unit, or none", () => {
    expect(() => parseUnitCount("100.000001%")).to.throw(UsageError, "more than 100%");
    expect(() => parseUnitCount("0.0000001%")).to.throw(InvalidNumberError);
    expect(() => parseUnitCount("%")).to.throw(InvalidNumberError);
    expect(() => parseUnitCount("half")).to.throw(UsageError);
  });
});
