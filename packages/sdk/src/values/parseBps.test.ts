import { expect } from "chai";

import { InvalidNumberError } from "../errors/inputErrors.ts";
import { parseBps } from "./parseBps.ts";

describe("parseBps", () => {
  it("default: is exact for all 10,001 percentages of two decimals", () => {
    for (let bps = 0; bps <= 10_000; bps++) {
      const digits = `${bps}`.padStart(3, "0");
      const text = `${digits.slice(0, -2)}.${digits.slice(-2)}%`;
      expect(parseBps(text)).to.equal(BigInt(bps));
    }
  });

  it("behavior: multiplying floats would get some of them wrong", () => {
    const wrong = Array.from({ length: 10_001 }, (_, bps) => bps).filter(
      (bps) => Math.floor(Number((bps / 100).toFixed(2)) * 100) !== bps,
    );

    expect(wrong.length).to.be.greaterThan(100);
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
