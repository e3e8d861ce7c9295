import { expect } from "chai";

import { InvalidNumberError } from "../errors/inputErrors.ts";
import { parseBps } from "./parseBps.ts";

describe("parseBps", () => {
  it("default: reads a percentage of two decimals", () => {
    expect(parseBps("8.29%")).to.equal(829n);
  });

  it("behavior: takes fewer decimals", () => {
    expect(parseBps("5%")).to.equal(500n);
    expect(parseBps("0.1%")).to.equal(10n);
    expect(parseBps("100%")).to.equal(10_000n);
  });

  const refused = ["12.345%", "100.01%", "-1%", "1e1%", "12.34", "%", " 1%", "1,5%", ".5%"];
  for (const text of [...refused, 12.34 as unknown as string]) {
    it(`error: ${typeof text} "${text}"`, () => {
      expect(() => parseBps(text)).to.throw(InvalidNumberError);
    });
  }
});
