import { expect } from "chai";
import { NoPositiveValueError, toUnits, UnitTotalError } from "./toUnits.ts";

/** Every way to write `total` as an ordered sum of `parts` numbers of zero or more. */
function compositions(total: number, parts: number): number[][] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    compositions(total - first, parts - 1).map((rest) => [first, ...rest]),
  );
}

/** Hamilton's method is the split that is nearest to the exact quotas (in squares); exact in integers. */
function distance(units: readonly number[], weights: readonly number[], total: number): number {
  const sum = weights.reduce((a, b) => a + b, 0);
  return units.reduce((all, unit, i) => all + (unit * sum - (weights[i] ?? 0) * total) ** 2, 0);
}

function bestSplits(weights: readonly number[], total: number): number[][] {
  const all = compositions(total, weights.length);
  const best = Math.min(...all.map((units) => distance(units, weights, total)));
  return all.filter((units) => distance(units, weights, total) === best);
}

function fractionsOf(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, i) => (Math.imul(seed + i, 2_654_435_761) >>> 8) % 23);
}

describe("toUnits", () => {
  it("default: splits thirds with the extra unit for the lowest index", () => {
    expect(toUnits([7n, 7n, 7n], 10_000n)).to.deep.equal({
      basis: "value",
      units: [3334n, 3333n, 3333n],
    });
  });

  it("default: counts a negative value as zero", () => {
    const { units } = toUnits([31n, 31n, 31n, -20n, 7n], 10_000n);

    expect(units).to.deep.equal([3100n, 3100n, 3100n, 0n, 700n]);
  });

  it("default: equals the nearest split found by trying them all, ties to the lowest index", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const weights = fractionsOf(2 + (seed % 3), seed);
      if (weights.every((weight) => weight === 0)) continue;
      const total = seed % 13;

      const { units } = toUnits(weights.map(BigInt), BigInt(total));

      // The first in descending order is the one that favours low indices.
      const expected = bestSplits(weights, total).toSorted(descending)[0];
      expect(units.map(Number), `weights ${weights}, total ${total}`).to.deep.equal(expected);
    }
  });

  // ATT-3
  it("behavior: sums to the total exactly, also far beyond 2^53", () => {
    const values = [10n ** 40n + 1n, 3n, 7n * 10n ** 39n, -5n, 1n];
    const total = 2n ** 127n - 1n;

    const { units } = toUnits(values, total);

    expect(units.reduce((a, b) => a + b)).to.equal(total);
    expect(units[3]).to.equal(0n);
  });

  it("behavior: gives the odd unit to the largest remainder, not to the first", () => {
    expect(toUnits([1n, 2n], 1n).units).to.deep.equal([0n, 1n]);
  });

  // ATT-3
  it("behavior: never gives a unit to a value of zero", () => {
    expect(toUnits([0n, 1n, 0n, 1n], 3n).units).to.deep.equal([0n, 2n, 0n, 1n]);
  });

  it("behavior: moves with its contributor when the order changes and nothing ties", () => {
    const values = [5n, 17n, 2n, 11n];

    const reversed = toUnits(values.toReversed(), 1_000n).units;

    expect(reversed.toReversed()).to.deep.equal(toUnits(values, 1_000n).units);
  });

  it("args: totalUnits: zero gives everybody nothing", () => {
    expect(toUnits([1n, 2n], 0n).units).to.deep.equal([0n, 0n]);
  });

  it("args: fallback: splits equally and says so when no value is positive", () => {
    expect(toUnits([0n, -4n, 0n], 5n, { fallback: "equal" })).to.deep.equal({
      basis: "equal",
      units: [2n, 2n, 1n],
    });
  });

  it("args: fallback: is not used while one value is positive", () => {
    expect(toUnits([0n, 1n], 5n, { fallback: "equal" }).basis).to.equal("value");
  });

  it("error: refuses to invent shares when no value is positive", () => {
    expect(() => toUnits([0n, -1n], 100n))
      .to.throw(NoPositiveValueError)
      .with.deep.property("values", [0n, -1n]);
  });

  it("error: refuses nobody and a negative total", () => {
    expect(() => toUnits([], 100n))
      .to.throw(UnitTotalError)
      .with.property("contributors", 0);
    expect(() => toUnits([1n], -1n))
      .to.throw(UnitTotalError)
      .with.property("totalUnits", -1n);
  });
});

function descending(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((value, i) => value !== b[i]);
  return differs === -1 ? 0 : (b[differs] ?? 0) - (a[differs] ?? 0);
}
