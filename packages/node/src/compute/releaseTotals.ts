import { discreteLaplace } from "./noise/discreteLaplace.ts";
import type { Fraction } from "./noise/Fraction.ts";
import type { RandomBelow } from "./noise/RandomBelow.ts";
import type { CounterBounds, Totals } from "./runRows.ts";

/** How an answer hides single rows. */
export type Noise =
  | { readonly kind: "none" }
  | {
      readonly kind: "laplace";
      /** In millionths, as the data vault counts. */
      readonly epsilon: bigint;
    };

export type ReleaseOptions = {
  readonly bounds: CounterBounds;
  readonly noise: Noise;
  /** Fewest rows behind each counter that is told. */
  readonly minGroupSize: number;
};

const MILLION = 1_000_000n;

/**
 * What of the totals is given out: each counter, with noise, or undefined if too few rows added to it.
 *
 * A row adds to at most `countersPerRow` counters, to each at most its bound. So Laplace noise of the scale
 * `bound · countersPerRow / ε` on each counter hides a row by ε, all counters together. Where the owner wants groups of
 * several rows, half of ε is for the counts of the groups, which hide a row alike.
 */
export function releaseTotals(
  { sums, groups }: Totals,
  { bounds: { most, countersPerRow }, noise, minGroupSize }: ReleaseOptions,
  random: RandomBelow,
): (bigint | undefined)[] {
  if (noise.kind === "none") {
    return sums.map((sum, i) => (isGroup(groups[i], minGroupSize) ? sum : undefined));
  }
  const { values, counts } = shareEpsilon(noise.epsilon, minGroupSize);
  const scaleOf = (bound: bigint, epsilon: bigint): Fraction => ({
    numerator: bound * BigInt(countersPerRow) * MILLION,
    denominator: epsilon,
  });
  return sums.map((sum, i) => {
    if (counts > 0n) {
      const scale = scaleOf(1n, counts);
      const count = (groups[i] ?? 0n) + discreteLaplace(scale, random);
      if (count < BigInt(minGroupSize) + marginOf(scale)) return undefined;
    }
    return sum + discreteLaplace(scaleOf(most[i] ?? 0n, values), random);
  });
}

/** The two parts of ε: for the values, and for the counts of the groups if there is a least size. */
export function shareEpsilon(epsilon: bigint, minGroupSize: number) {
  const counts = minGroupSize > 1 ? epsilon / 2n : 0n;
  return { values: epsilon - counts, counts };
}

/** What noise of a scale passes once in a million: exp(-margin / scale) is at most that. */
export function marginOf({ numerator, denominator }: Fraction): bigint {
  return (numerator * LN_OF_A_MILLION.numerator) / (denominator * LN_OF_A_MILLION.denominator) + 1n;
}

/** A little more than ln(1,000,000) = 13.8155... */
const LN_OF_A_MILLION: Fraction = { numerator: 13_816n, denominator: 1_000n };

const isGroup = (rows: bigint | undefined, least: number) => (rows ?? 0n) >= BigInt(least);
