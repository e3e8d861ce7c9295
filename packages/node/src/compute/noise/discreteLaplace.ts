import type { Fraction } from "./Fraction.ts";
import { isExpMinus } from "./isExpMinus.ts";
import type { RandomBelow } from "./RandomBelow.ts";

/**
 * Draws a whole number x with a probability in proportion to exp(-|x| / scale), exactly (Canonne, Kamath and Steinke
 * 2020, algorithm 2). Added to a whole number that a row can change by s, it hides the row by ε = s / scale. Floats
 * could not: their rounding tells what was added (Mironov 2012).
 */
export function discreteLaplace(scale: Fraction, random: RandomBelow): bigint {
  const { numerator: t, denominator: s } = scale;
  for (;;) {
    const magnitude = geometric(t, random) / s;
    const negative = random(2n) === 1n;
    // Otherwise zero would come twice as often as it should.
    if (negative && magnitude === 0n) continue;
    return negative ? -magnitude : magnitude;
  }
}

/** A number x from 0 with a probability in proportion to exp(-x / t). */
function geometric(t: bigint, random: RandomBelow): bigint {
  let part = random(t);
  while (!isExpMinus({ numerator: part, denominator: t }, random)) part = random(t);
  let rounds = 0n;
  while (isExpMinus({ numerator: 1n, denominator: 1n }, random)) rounds++;
  return part + t * rounds;
}
