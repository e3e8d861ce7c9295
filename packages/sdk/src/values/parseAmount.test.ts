import { expect } from "chai";

import { InvalidNumberError } from "../errors/inputErrors.ts";
import { formatAmount, parseAmount } from "./parseAmount.ts";

describe("parseAmount", () => {
  it("default: is exact to the last digit", () => {
    expect(parseAmount("1.5", 18)).to.equal(1_500_000_000_000_000_000n);
    expect(parseAmount("0.000000000000000001", 18)).to.equal(1n);
    expect(parseAmount("9007199254740993", 0)).to.equal(9_007_199_254_740_993n);
    expect(parseAmount("1.30", 2)).to.equal(130n);
  });

  for (const text of ["1.234", "-1", "1e18", "0x10", "", ".5", "1.", " 1", "1_000"]) {
    it(`error: "${text}" with two decimals`, () => {
      expect(() => parseAmount(text, 2)).to.throw(InvalidNumberError);
    });
  }

  it("error: a number", () => {
    expect(() => parseAmount(1.5 as unknown as string, 18))
      .to.throw(InvalidNumberError)
      .with.property("value", 1.5);
  });
});

describe("formatAmount", () => {
  it("default: is the inverse of parseAmount", () => {
    expect(formatAmount(1_500_000n, 6)).to.equal("1.5");
    expect(formatAmount(2_000_000n, 6)).to.equal("2");
    expect(formatAmount(1n, 18)).to.equal("0.000000000000000001");
    expect(formatAmount(30n, 0)).to.equal("30");
  });
});
