import { createRandom, type Seed } from "./createRandom.ts";
import type { ShapleyValues } from "./exactShapley.ts";

export type SampledShapleyParameters = {
  /** Number of players. */
  players: number;
  /** Orders of arrival to draw; see {@link permutationsNeeded}. */
  permutations: number;
  /** Decides which. */
  seed: Seed;
  /** Utility of the players present, who are named in ascending order. */
  utility: (present: readonly number[]) => bigint;
};

/** Estimates over one denominator, the number of permutations. */
export type SampledShapley = Pick<ShapleyValues, "numerators" | "denominator">;

export type SamplingGoal = {
  players: number;
  /** Largest error that may remain, in a utility whose marginals lie between −1 and 1. */
  epsilon: number;
  /** Probability with which some player's error may be larger. */
  delta: number;
};

/** Thrown when a number of players or permutations, an error or a probability is out of range. */
export class SamplingError extends RangeError {
  override readonly name = "SamplingError";
  readonly parameter: string;

  constructor(parameter: string, value: number, range: string) {
    super(`${parameter} is ${value}, and must be ${range}.`);
    this.parameter = parameter;
  }
}

/**
 * Permutations after which, with probability `1 − delta`, no player's estimate is off by more than
 * `epsilon`: `⌈(2/ε²) ln(2M/δ)⌉`, by Hoeffding's inequality for marginals in [−1, 1] and a union
 * over the `M` players.
 *
 * @throws {SamplingError} When a parameter is out of range.
 *
 * @example permutationsNeeded({ players: 20, epsilon: 0.05, delta: 0.01 }); // 6,636
 */
export function permutationsNeeded({ players, epsilon, delta }: SamplingGoal): number {
  requireCount("players", players);
  if (!(epsilon > 0)) throw new SamplingError("epsilon", epsilon, "above 0");
  if (!(delta > 0 && delta < 1)) throw new SamplingError("delta", delta, "between 0 and 1");

  return Math.ceil((2 / epsilon ** 2) * Math.log((2 * players) / delta));
}

/**
 * Estimates the Shapley value of every player: the mean of what it adds on arrival, over orders of
 * arrival that the seed decides. For more players than `exactShapley` takes.
 *
 * Efficiency holds as an equality of integers, because it holds in every order:
 * `Σ numerators = denominator · (v(N) − v(∅))`.
 *
 * Source: Castro, Gómez, Tejada, "Polynomial calculation of the Shapley value based on sampling",
 * 2009; bound by Hoeffding, 1963.
 *
 * @throws {SamplingError} When a number is out of range.
 * @throws {SeedError} When the seed is not 32 bytes.
 */
export function sampledShapley({
  players,
  permutations,
  seed,
  utility,
}: SampledShapleyParameters): SampledShapley {
  requireCount("players", players);
  requireCount("permutations", permutations);

  const random = createRandom(seed);
  const order = Array.from({ length: players }, (_, player) => player);
  const empty = utility([]);
  const full = utility(order.slice());
  const numerators = order.map(() => 0n);

  for (let drawn = 0; drawn < permutations; drawn++) {
    shuffle(order, random.below);
    let before = empty;
    order.forEach((player, place) => {
      const isLast = place === players - 1;
      const after = isLast ? full : utility(order.slice(0, place + 1).sort(ascending));
      numerators[player] = (numerators[player] ?? 0n) + after - before;
      before = after;
    });
  }
  return { numerators, denominator: BigInt(permutations) };
}

/** Fisher and Yates. */
function shuffle(items: number[], below: (bound: number) => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const pick = below(last + 1);
    const moved = items[last] ?? 0;
    items[last] = items[pick] ?? 0;
    items[pick] = moved;
  }
}

function requireCount(parameter: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new SamplingError(parameter, value, "a whole number of at least 1");
  }
}

const ascending = (a: number, b: number) => a - b;
