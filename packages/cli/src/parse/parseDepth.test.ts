import { expect } from "chai";

import { UsageError } from "../errors.ts";
import { parseDepth } from "./parseDepth.ts";

describe("parseDepth", () => {
  it("default: reads a whole number from 1", () => {
    expect(parseDepth("1")).to.equal(1);
    expect(parseDepth("999999999")).to.equal(999_999_999);
  });

  for (const text of ["0", "-1", "1.5", "01", "", "Infinity", "1000000000"]) {
    it(`error: ${JSON.stringify(text)}`, () => {
      expect(() => parseDepth(text)).to.throw(UsageError);
    });
  }
});
