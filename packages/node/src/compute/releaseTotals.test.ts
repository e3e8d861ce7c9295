import { expect } from "chai";

import { seededRandom } from "../../test/seededRandom.ts";
import { discreteLaplace } from "./noise/discreteLaplace.ts";
import { marginOf, releaseTotals } from "./releaseTotals.ts";

const BOUNDS = { most: [1n, 1_000n], countersPerRow: 2 };
const TOTALS = { sums: [5_000n, 123_456n], groups: [5_000n, 5_000n] };
const LAPLACE = { kind: "laplace", epsilon: 500_000n } as const;

describe("releaseTotals", () => {
  it("default: without noise, gives what was added up", () => {
    const options = { bounds: BOUNDS, noise: { kind: "none" }, minGroupSize: 5_000 } as const;

    expect(releaseTotals(TOTALS, options, seededRandom(""))).to.deep.equal(TOTALS.sums);
  });

  it("behavior: without noise, keeps back what too few rows are behind (CTD-6)", () => {
    const options = { bounds: BOUNDS, noise: { kind: "none" }, minGroupSize: 3 } as const;
    const totals = { sums: [2n, 0n], groups: [2n, 0n] };

    expect(releaseTotals(totals, options, seededRandom(""))).to.deep.equal([undefined, undefined]);
  });

  it("default: adds noise of the bound times the counters of a row, over epsilon (CTD-7)", () => {
    const options = { bounds: BOUNDS, noise: LAPLACE, minGroupSize: 1 };
    const again = seededRandom("noise");

    const released = releaseTotals(TOTALS, options, seededRandom("noise"));

    expect(released).to.deep.equal([
      5_000n + discreteLaplace({ numerator: 2_000_000n, denominator: 500_000n }, again),
      123_456n + discreteLaplace({ numerator: 2_000_000_000n, denominator: 500_000n }, again),
    ]);
  });

  it("behavior: half of epsilon is for the groups, if the owner wants groups (CTD-6)", () => {
    const options = { bounds: BOUNDS, noise: LAPLACE, minGroupSize: 10 };
    const again = seededRandom("groups");
    const drawn = (bound: bigint) =>
      discreteLaplace({ numerator: bound * 2_000_000n, denominator: 250_000n }, again);

    const released = releaseTotals(TOTALS, options, seededRandom("groups"));

    const [, first, , second] = [drawn(1n), drawn(1n), drawn(1n), drawn(1_000n)];
    expect(released).to.deep.equal([5_000n + first, 123_456n + second]);
  });

  it("behavior: with noise, a group that is too small is kept back, 2,000 times of 2,000", () => {
    const options = { bounds: BOUNDS, noise: LAPLACE, minGroupSize: 10 };
    const random = seededRandom("small groups");
    const totals = { sums: [9n, 9_000n], groups: [9n, 9n] };

    for (let i = 0; i < 1_000; i++) {
      expect(releaseTotals(totals, options, random)).to.deep.equal([undefined, undefined]);
    }
  });

  it("default: the margin is what noise passes once in a million", () => {
    const margin = Number(marginOf({ numerator: 8n, denominator: 1n }));

    expect(Math.exp(-margin / 8)).to.be.within(5e-7, 1e-6);
  });
});
