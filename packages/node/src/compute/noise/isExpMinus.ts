import type { Fraction } from "./Fraction.ts";
import type { RandomBelow } from "./RandomBelow.ts";

/**
 * Whether a coin shows heads that does so with the probability exp(-x), exactly: no number is ever rounded (Canonne,
 * Kamath and Steinke 2020, algorithm 1).
 */
export function isExpMinus({ numerator, denominator }: Fraction, random: RandomBelow): boolean {
  for (let whole = numerator / denominator; whole > 0n; whole--) {
    if (!isExpMinusPart({ numerator: 1n, denominator: 1n }, random)) return false;
  }
  return isExpMinusPart({ numerator: numerator % denominator, denominator }, random);
}

/** For x from 0 to 1: the series of exp(-x), as coins that get rarer. */
function isExpMinusPart({ numerator, denominator }: Fraction, random: RandomBelow): boolean {
  let round = 1n;
  while (random(denominator * round) < numerator) round++;
  return round % 2n === 1n;
}
