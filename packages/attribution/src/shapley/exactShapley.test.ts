import { expect } from "chai";
import { exactShapley, MAX_PLAYERS, PlayerCountError, shapleyToNumbers } from "./exactShapley.ts";

/** A random but repeatable game: signed utilities, with a utility of its own for the empty set. */
function randomGame(players: number, seed: number): bigint[] {
  let state = seed;
  return Array.from({ length: 2 ** players }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return BigInt(state % 2_000_001) - 1_000_000n;
  });
}

function play(game: readonly bigint[], coalition: number): bigint {
  const utility = game[coalition];
  if (utility === undefined) throw new Error(`no coalition ${coalition}`);
  return utility;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

/** The definition in words: what each player adds on arrival, summed over every order of arrival. */
function sumOverArrivals(players: number, game: readonly bigint[]): bigint[] {
  const sums = new Array<bigint>(players).fill(0n);
  for (const order of permutations([...sums.keys()])) {
    let present = 0;
    for (const player of order) {
      const joined = present | (1 << player);
      sums[player] = (sums[player] ?? 0n) + play(game, joined) - play(game, present);
      present = joined;
    }
  }
  return sums;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

describe("exactShapley", () => {
  it("default: equals the enumeration of all orders of arrival", () => {
    for (let players = 1; players <= 7; players++) {
      for (let seed = 1; seed <= (players < 7 ? 20 : 2); seed++) {
        const game = randomGame(players, seed);

        const { numerators } = exactShapley(players, (coalition) => play(game, coalition));

        expect(numerators).to.deep.equal(sumOverArrivals(players, game));
      }
    }
  });

  it("default: reports the glove game known from the literature", () => {
    // One left glove, two right gloves, a pair is worth 1: shares 2/3, 1/6, 1/6.
    const { numerators, denominator } = exactShapley(3, (s) => (s & 1 && s > 1 ? 1n : 0n));

    expect(numerators).to.deep.equal([4n, 1n, 1n]);
    expect(denominator).to.equal(6n);
  });

  // ATT-2
  it("behavior: is efficient, as an equality of integers", () => {
    for (let players = 1; players <= 10; players++) {
      const game = randomGame(players, players);
      const full = play(game, 2 ** players - 1);

      const { numerators, denominator } = exactShapley(players, (s) => play(game, s));

      expect(sum(numerators)).to.equal(denominator * (full - play(game, 0)));
    }
  });

  it("behavior: pays interchangeable players alike", () => {
    const bySize = [0n, 5n, 11n, 12n, 40n];

    const { numerators } = exactShapley(4, (s) => play(bySize, sizeOf(s)));

    expect(new Set(numerators).size).to.equal(1);
  });

  it("behavior: pays a player who never adds anything zero", () => {
    const game = randomGame(5, 99);
    const nullBit = 1 << 2;

    const { numerators } = exactShapley(5, (s) => play(game, s & ~nullBit));

    expect(numerators[2]).to.equal(0n);
    expect(numerators.filter((value) => value !== 0n)).to.have.length(4);
  });

  it("behavior: is additive over games", () => {
    const [one, two] = [randomGame(4, 7), randomGame(4, 8)];
    const values = (game: readonly bigint[]) => exactShapley(4, (s) => play(game, s)).numerators;

    const together = values(one.map((utility, s) => utility + play(two, s)));

    expect(together).to.deep.equal(values(one).map((value, i) => value + play(values(two), i)));
  });

  it("behavior: renaming the players renames the values and changes nothing else", () => {
    const game = randomGame(4, 3);
    const renamed = [2, 0, 3, 1];
    const original = exactShapley(4, (s) => play(game, s)).numerators;

    const { numerators } = exactShapley(4, (s) =>
      play(
        game,
        renamed.reduce((mask, old, i) => mask | (((s >> i) & 1) << old), 0),
      ),
    );

    expect(numerators).to.deep.equal(renamed.map((old) => original[old]));
  });

  it("behavior: asks for each coalition once, in order of the bit mask, and returns them", () => {
    const asked: number[] = [];

    const { utilities } = exactShapley(3, (s) => BigInt(asked.push(s)));

    expect(asked).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(utilities).to.deep.equal([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]);
  });

  it("args: players: accepts sixteen", () => {
    const { numerators, denominator } = exactShapley(MAX_PLAYERS, (s) => BigInt(s));

    expect(numerators).to.deep.equal(
      numerators.map((_, player) => denominator * 2n ** BigInt(player)),
    );
  });

  it("error: refuses a number of players out of range, before any work", () => {
    for (const players of [0, -1, 1.5, Number.POSITIVE_INFINITY, MAX_PLAYERS + 1]) {
      const attempt = () => exactShapley(players, () => expect.fail("must not be called"));

      expect(attempt).to.throw(PlayerCountError).with.property("players", players);
    }
  });
});

describe("shapleyToNumbers", () => {
  it("default: divides by the denominator and by the scale", () => {
    const shares = shapleyToNumbers({ numerators: [4n, 1n, -1n], denominator: 2n }, 10);

    expect(shares).to.deep.equal([0.2, 0.05, -0.05]);
  });
});

function sizeOf(coalition: number): number {
  return coalition.toString(2).replaceAll("0", "").length;
}
