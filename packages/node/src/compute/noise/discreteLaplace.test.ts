import { expect } from "chai";

import { seededRandom } from "../../../test/seededRandom.ts";
import { discreteLaplace } from "./discreteLaplace.ts";
import { isExpMinus } from "./isExpMinus.ts";
import { randomBelow, systemRandom } from "./RandomBelow.ts";

const DRAWS = 10_000;

/** Shares of so many draws lie within this of their probability, but for once in 10^9; the seed is always the same. */
const TOLERANCE = 0.025;

const fraction = (numerator: number, denominator: number) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});

describe("discreteLaplace (CTD-7)", () => {
  function draw(numerator: number, denominator: number): Map<number, number> {
    const random = seededRandom(`${numerator}/${denominator}`);
    const shares = new Map<number, number>();
    for (let i = 0; i < DRAWS; i++) {
      const x = Number(discreteLaplace(fraction(numerator, denominator), random));
      shares.set(x, (shares.get(x) ?? 0) + 1 / DRAWS);
    }
    return shares;
  }

  for (const [numerator, denominator] of [
    [1, 3],
    [1, 1],
    [7, 2],
  ] as const) {
    it(`default: has the distribution of the scale ${numerator}/${denominator}, around zero`, () => {
      const decay = Math.exp(-denominator / numerator);
      const shares = draw(numerator, denominator);

      for (let x = -12; x <= 12; x++) {
        const probability = ((1 - decay) / (1 + decay)) * decay ** Math.abs(x);
        expect(shares.get(x) ?? 0, `${x}`).to.be.closeTo(probability, TOLERANCE);
      }
      const moment = (power: number) =>
        [...shares].reduce((sum, [x, share]) => sum + share * x ** power, 0);
      const variance = (2 * decay) / (1 - decay) ** 2;
      expect(moment(1)).to.be.closeTo(0, 6 * Math.sqrt(variance / DRAWS));
      expect(moment(2)).to.be.closeTo(variance, variance * 0.15);
    });
  }

  it("default: the same source gives the same numbers", () => {
    const random = seededRandom("known");
    const drawn = Array.from({ length: 12 }, () => discreteLaplace(fraction(1_000, 1), random));

    expect(drawn).to.deep.equal(
      [1785, -73, -96, -235, 2852, -78, -926, -902, 395, 441, -1225, -880].map(BigInt),
    );
  });

  it("behavior: no scale is too large or too fine", () => {
    const random = seededRandom("large");
    const scale = { numerator: 2n ** 90n, denominator: 3n };

    const drawn = Array.from({ length: 50 }, () => discreteLaplace(scale, random));

    expect(drawn.some((x) => x > 2n ** 86n)).to.equal(true);
    expect(drawn.some((x) => x < -(2n ** 86n))).to.equal(true);
    expect(drawn.every((x) => x < 2n ** 97n && x > -(2n ** 97n))).to.equal(true);
  });
});

describe("isExpMinus", () => {
  for (const [numerator, denominator] of [
    [0, 1],
    [1, 3],
    [1, 1],
    [5, 2],
  ] as const) {
    it(`default: is true with the probability exp(-${numerator}/${denominator})`, () => {
      const random = seededRandom(`exp ${numerator}/${denominator}`);
      let heads = 0;
      for (let i = 0; i < DRAWS; i++) {
        if (isExpMinus(fraction(numerator, denominator), random)) heads++;
      }

      expect(heads / DRAWS).to.be.closeTo(Math.exp(-numerator / denominator), TOLERANCE);
    });
  }
});

describe("randomBelow", () => {
  it("default: draws again what is not below the limit, of as few bits as hold it", () => {
    const bytes = [0xff, 0x0b, 0x07, 0xf6];
    const random = randomBelow(() => Uint8Array.of(bytes.shift() ?? 0));

    // 0xff and 0x0b have 15 and 11 in their lower four bits; 10 is 0b1010.
    expect([random(10n), random(10n)]).to.deep.equal([7n, 6n]);
  });

  it("default: the system's is below the limit, and takes no bits for a limit of one", () => {
    expect(systemRandom(1n)).to.equal(0n);
    for (const limit of [2n, 255n, 256n, 2n ** 70n + 1n]) {
      expect(systemRandom(limit) < limit).to.equal(true);
    }
  });
});
