import { expect } from "chai";
import { exactShapley, shapleyToNumbers } from "./exactShapley.ts";
import { permutationsNeeded, sampledShapley, SamplingError } from "./sampledShapley.ts";

const SEED = `0x${"01".repeat(32)}` as const;
const SCALE = 1_000;

/** A game with marginals in [0, 1]: what the first and the second half of the players bring together. */
const play = (present: readonly number[]) => {
  const low = present.filter((player) => player < 4).length;
  return BigInt(Math.floor((SCALE * low * (present.length - low)) / 16));
};
const members = (coalition: number) =>
  [0, 1, 2, 3, 4, 5, 6, 7].filter((player) => ((coalition >> player) & 1) === 1);

describe("sampledShapley", () => {
  it("default: stays within the error that the bound promises", () => {
    const goal = { players: 8, epsilon: 0.05, delta: 0.01 };
    const exact = shapleyToNumbers(
      exactShapley(8, (s) => play(members(s))),
      SCALE,
    );

    const sampled = sampledShapley({
      players: 8,
      permutations: permutationsNeeded(goal),
      seed: SEED,
      utility: play,
    });

    shapleyToNumbers(sampled, SCALE).forEach((value, player) => {
      expect(value).to.be.closeTo(exact[player]!, goal.epsilon);
    });
  });

  // ATT-2
  it("behavior: is efficient, as an equality of integers", () => {
    const { numerators, denominator } = sampledShapley({
      players: 40,
      permutations: 7,
      seed: SEED,
      utility: (present) => 5n + BigInt(present.reduce((sum, player) => sum + player ** 2, 0)),
    });

    const all = BigInt(Array.from({ length: 40 }, (_, i) => i ** 2).reduce((a, b) => a + b));
    expect(numerators.reduce((a, b) => a + b)).to.equal(denominator * all);
    expect(numerators[6]).to.equal(7n * 36n);
  });

  it("behavior: follows from the seed alone", () => {
    const sample = (seed: `0x${string}`) =>
      sampledShapley({ players: 8, permutations: 3, seed, utility: play }).numerators;

    expect(sample(SEED)).to.deep.equal(sample(SEED));
    expect(sample(SEED)).not.to.deep.equal(sample(`0x${"02".repeat(32)}`));
  });

  it("args: players: one takes everything", () => {
    const utility = (present: readonly number[]) => (present.length === 1 ? 9n : 2n);

    expect(sampledShapley({ players: 1, permutations: 4, seed: SEED, utility })).to.deep.equal({
      numerators: [28n],
      denominator: 4n,
    });
  });

  it("error: names the parameter that is out of range", () => {
    const sample = (players: number, permutations: number) => () =>
      sampledShapley({ players, permutations, seed: SEED, utility: () => 0n });
    const needed = (epsilon: number, delta: number) => () =>
      permutationsNeeded({ players: 2, epsilon, delta });

    const attempts = [
      { attempt: sample(0, 1), parameter: "players" },
      { attempt: sample(2, 1.5), parameter: "permutations" },
      { attempt: needed(0, 0.1), parameter: "epsilon" },
      { attempt: needed(0.1, 1), parameter: "delta" },
    ];
    for (const { attempt, parameter } of attempts) {
      expect(attempt).to.throw(SamplingError).with.property("parameter", parameter);
    }
  });
});

describe("permutationsNeeded", () => {
  it("default: is Hoeffding's number", () => {
    // (2 / 0.0025) ln(40 / 0.01) = 800 · 8.29405
    expect(permutationsNeeded({ players: 20, epsilon: 0.05, delta: 0.01 })).to.equal(6_636);
  });
});
