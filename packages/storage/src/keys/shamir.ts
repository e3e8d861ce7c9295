import { randomBytes } from "node:crypto";

import { StorageError } from "../StorageError.ts";
import { invert, multiply } from "./gf256.ts";

/** One share of a secret: the values of its polynomials, one a byte, at `index`. */
export type Share = {
  /** From 1 to 255. */
  readonly index: number;
  readonly value: Uint8Array;
};

export type SplitParameters = {
  secret: Uint8Array;
  /** Shares that are needed, at least 2. */
  threshold: number;
  /** Shares that are made, at most 255. */
  count: number;
};

/** Thrown when a secret can't be shared so. */
export class InvalidThresholdError extends StorageError {
  override readonly name = "InvalidThresholdError";

  constructor(threshold: number, count: number) {
    super(
      `A secret can't be shared ${threshold} of ${count}. Take a threshold of at least 2 and not above the number of ` +
        "shares, which are at most 255.",
    );
  }
}

/** Thrown when shares do not belong together. */
export class InvalidSharesError extends StorageError {
  override readonly name = "InvalidSharesError";

  constructor(reason: string) {
    super(`These shares make no secret: ${reason}. Take those of one sharing, each once.`);
  }
}

const MAX_SHARES = 255;

/**
 * Splits a secret so that any `threshold` shares give it back, and fewer say nothing about it (Shamir 1979, over GF(256),
 * each byte on its own).
 *
 * @throws {InvalidThresholdError}
 */
export function splitSecret({ secret, threshold, count }: SplitParameters): Share[] {
  const isPossible =
    [threshold, count].every(Number.isInteger) &&
    threshold >= 2 &&
    threshold <= count &&
    count <= MAX_SHARES;
  if (!isPossible) throw new InvalidThresholdError(threshold, count);

  // Coefficients of degree 1 and up; that of degree 0 is the secret.
  const coefficients = Array.from({ length: threshold - 1 }, () => randomBytes(secret.length));
  return Array.from({ length: count }, (_, i) => ({
    index: i + 1,
    value: secret.map((byte, at) =>
      evaluate([byte, ...coefficients.map((of) => of[at] ?? 0)], i + 1),
    ),
  }));
}

/**
 * Puts a secret together. Shares of another sharing, or too few, give another secret; which is right shows elsewhere.
 *
 * @throws {InvalidSharesError}
 */
export function combineShares(shares: readonly Share[]): Uint8Array {
  const [first] = shares;
  if (first === undefined) throw new InvalidSharesError("there is none");
  const indices = shares.map(({ index }) => index);
  if (new Set(indices).size < shares.length) throw new InvalidSharesError("one is there twice");
  if (indices.some((index) => !Number.isInteger(index) || index < 1 || index > MAX_SHARES)) {
    throw new InvalidSharesError("one has no place");
  }
  if (shares.some(({ value }) => value.length !== first.value.length)) {
    throw new InvalidSharesError("their lengths differ");
  }

  const weights = indices.map((index) => weightOf(index, indices));
  return first.value.map((_, at) =>
    shares.reduce((sum, { value }, i) => sum ^ multiply(weights[i] ?? 0, value[at] ?? 0), 0),
  );
}

/** The value of a polynomial at `x`, by Horner's rule. */
function evaluate(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => multiply(sum, x) ^ coefficient, 0);
}

/** The value at 0 of the polynomial that is 1 at `index` and 0 at the other indices; adding is the same as subtracting. */
function weightOf(index: number, indices: readonly number[]): number {
  return indices
    .filter((other) => other !== index)
    .reduce((weight, other) => multiply(weight, multiply(other, invert(other ^ index))), 1);
}
