/** Turns rows of real features into whole numbers. */
export type Quantiser = {
  /** What the range of each feature is divided into, less one. */
  readonly levels: number;
  /** Lowest and highest value of each feature. */
  readonly ranges: readonly { readonly low: number; readonly high: number }[];
  /** Whole numbers from 0 to `levels`; what lies outside of a feature's range counts as its end. */
  readonly quantise: (row: readonly number[]) => Int32Array;
};

/** Thrown when features have no range, or a number of levels is out of range. */
export class QuantiserError extends RangeError {
  override readonly name = "QuantiserError";
}

/** The most levels that {@link createQuantiser} takes. */
export const MAX_LEVELS = 2 ** 20;

/**
 * Learns the range of each feature from training rows. The same on every machine: a difference, a
 * product, a quotient and a rounding, which IEEE 754 fixes to the bit.
 *
 * @throws {QuantiserError} When rows differ in length, a feature is not finite, or `levels` is not
 *   a whole number from 1 to {@link MAX_LEVELS}.
 */
export function createQuantiser(
  rows: readonly (readonly number[])[],
  { levels = 4_095 }: { levels?: number | undefined } = {},
): Quantiser {
  if (!Number.isInteger(levels) || levels < 1 || levels > MAX_LEVELS) {
    throw new QuantiserError(`${levels} levels are not possible. Use 1 to ${MAX_LEVELS}.`);
  }
  const width = rows[0]?.length ?? 0;
  const requireRow = (row: readonly number[]) => {
    if (row.length !== width || !row.every(Number.isFinite)) {
      throw new QuantiserError(`[${row.join(", ")}] is not a row of ${width} finite numbers.`);
    }
  };
  rows.forEach(requireRow);

  const ranges = Array.from({ length: width }, (_, feature) => {
    const column = rows.map((row) => row[feature] ?? 0);
    return { low: column.reduce(lower), high: column.reduce(higher) };
  });
  return {
    levels,
    ranges,
    quantise(row) {
      requireRow(row);
      return Int32Array.from(ranges, ({ low, high }, feature) => {
        if (high === low) return 0;
        const inside = higher(low, lower(high, row[feature] ?? 0));
        return Math.round(((inside - low) * levels) / (high - low));
      });
    },
  };
}

const lower = (a: number, b: number) => (b < a ? b : a);
const higher = (a: number, b: number) => (b > a ? b : a);
