import { expect } from "chai";

import { parseBps } from "../../packages/sdk/src/values/parseBps.ts";

/** All percentages of two decimals, from 0.00 to 100.00, with the basis points that they are. */
const PERCENTAGES = Array.from({ length: 10_001 }, (_, bps) => {
  const digits = `${bps}`.padStart(3, "0");
  return { bps, percent: `${digits.slice(0, -2)}.${digits.slice(-2)}` };
});

/**
 * An SDK that multiplies a percentage as a float by 100 and drops the rest pays some royalties a basis point low. Ours
 * reads digits.
 */
describe("finding 14: float percentages one unit low", () => {
  it("are no fault of the reader: it is exact for every percentage of two decimals", () => {
    for (const { bps, percent } of PERCENTAGES) {
      expect(parseBps(`${percent}%`), percent).to.equal(BigInt(bps));
    }
  });

  it("are what multiplying floats gives, so the test above can fail", () => {
    const low = PERCENTAGES.filter(({ bps, percent }) => Math.floor(Number(percent) * 100) !== bps);

    expect(low.length).to.be.greaterThan(100);
    expect(low.map(({ percent }) => percent)).to.include("8.29");
  });
});
