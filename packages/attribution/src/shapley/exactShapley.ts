/** Most players that {@link exactShapley} accepts: 2^16 utility calls. */
export const MAX_PLAYERS = 16;

/** A set of players as a bit mask: bit `i` is set when player `i` is in. */
export type Coalition = number;

/** Exact Shapley values as rationals over one denominator. */
export type ShapleyValues = {
  /** Value of player `i`, times {@link ShapleyValues.denominator}, in the unit of the utility. */
  numerators: readonly bigint[];
  /** `M!` for `M` players. */
  denominator: bigint;
  /** The utility of every coalition, by bit mask: what a reader needs to check the values. */
  utilities: readonly bigint[];
};

/** Thrown when the number of players is not a whole number between 1 and {@link MAX_PLAYERS}. */
export class PlayerCountError extends RangeError {
  override readonly name = "PlayerCountError";
  readonly players: number;

  constructor(players: number) {
    super(
      `Exact Shapley values need 1 to ${MAX_PLAYERS} players, got ${players}. ` +
        "Merge small contributors into groups before valuing them.",
    );
    this.players = players;
  }
}

/**
 * Values every player of a cooperative game exactly, from the utility of all `2^M` coalitions:
 *
 *     φ_i = Σ_{S ⊆ N∖i} |S|! (M−|S|−1)! / M! · (v(S ∪ i) − v(S))
 *
 * Efficiency holds as an equality of integers: `Σ numerators = denominator · (v(N) − v(∅))`.
 *
 * Source: L. S. Shapley, "A Value for n-Person Games", 1953; as a value of data, Ghorbani and
 * Zou, "Data Shapley", ICML 2019 (arXiv 1904.02868).
 *
 * @param players Number of players `M`.
 * @param utility Utility of a coalition as fixed point, for example parts per 1e9. Called once for
 *   each bit mask from 0 to `2^M − 1`, in that order.
 * @throws {PlayerCountError} When `players` is out of range.
 *
 * @example
 * const { numerators, denominator } = exactShapley(2, (s) => (s === 0b11 ? 10n : 0n));
 * // numerators [10n, 10n] over 2n: five each
 */
export function exactShapley(
  players: number,
  utility: (coalition: Coalition) => bigint,
): ShapleyValues {
  if (!Number.isInteger(players) || players < 1 || players > MAX_PLAYERS) {
    throw new PlayerCountError(players);
  }

  const utilities = Array.from({ length: 2 ** players }, (_, coalition) => utility(coalition));
  const orderings = countOrderings(players);
  const numerators = Array.from({ length: players }, (_, player) =>
    sumMarginals(player, utilities, orderings),
  );

  return { numerators, denominator: factorial(players), utilities };
}

/**
 * The values as floating-point numbers, for display only.
 *
 * @param scale Fixed-point scale of the utility, for example `1_000_000_000` for parts per 1e9.
 */
export function shapleyToNumbers(
  { numerators, denominator }: Pick<ShapleyValues, "numerators" | "denominator">,
  scale: number,
): number[] {
  return numerators.map((numerator) => Number(numerator) / Number(denominator) / scale);
}

/** Sum of a player's marginal contributions over all `M!` orders of arrival. */
function sumMarginals(
  player: number,
  utilities: readonly bigint[],
  orderings: readonly bigint[],
): bigint {
  const bit = 1 << player;
  let sum = 0n;
  utilities.forEach((without, coalition) => {
    if ((coalition & bit) !== 0) return;
    const marginal = at(utilities, coalition | bit) - without;
    sum += at(orderings, countMembers(coalition)) * marginal;
  });
  return sum;
}

/** By size of the coalition already present: `size! (M−size−1)!` orders of arrival. */
function countOrderings(players: number): bigint[] {
  return Array.from(
    { length: players },
    (_, size) => factorial(size) * factorial(players - size - 1),
  );
}

function factorial(n: number): bigint {
  return n < 2 ? 1n : BigInt(n) * factorial(n - 1);
}

function countMembers(coalition: Coalition): number {
  let members = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) members++;
  return members;
}

function at(values: readonly bigint[], index: number): bigint {
  const value = values[index];
  if (value === undefined) throw new Error(`cannot happen: no entry ${index}`);
  return value;
}
