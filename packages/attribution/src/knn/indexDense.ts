import { RowError, type RowIndex } from "./RowIndex.ts";

/** One whole number a feature, as `createQuantiser` makes them. */
export type DenseRow = ArrayLike<number>;

/** Largest feature in either direction: the difference of two still fits into 32 bits. */
export const MAX_FEATURE = 2 ** 30 - 1;

/**
 * Indexes rows that have the same few features each.
 *
 * @throws {RowError} When a row is longer or shorter than the first, or holds something else than
 *   whole numbers up to {@link MAX_FEATURE}.
 */
export function indexDense(rows: readonly DenseRow[]): RowIndex<DenseRow> {
  const width = rows[0]?.length ?? 0;
  const features = new Int32Array(rows.length * width);
  rows.forEach((row, place) => features.set(toIntegers(row, width, place), place * width));

  return {
    size: rows.length,
    measure(row, distances) {
      const wanted = toIntegers(row, width);
      for (let place = 0, at = 0; place < rows.length; place++) {
        let sum = 0;
        for (let feature = 0; feature < width; feature++, at++) {
          const difference = (features[at] ?? 0) - (wanted[feature] ?? 0);
          sum += difference * difference;
        }
        distances[place] = sum;
      }
    },
  };
}

function toIntegers(row: DenseRow, width: number, place?: number): Int32Array {
  if (row.length !== width) {
    throw new RowError(
      place,
      `has ${row.length} features, the first of the training rows ${width}`,
    );
  }
  const integers = Int32Array.from(row);
  integers.forEach((integer, feature) => {
    if (integer !== row[feature] || Math.abs(integer) > MAX_FEATURE) {
      throw new RowError(place, `has the feature ${row[feature]}: quantise it first`);
    }
  });
  return integers;
}
