import { RowError, type RowIndex } from "./RowIndex.ts";

/** Sorts the training rows by their distance from a row. */
export type Ranker<Row> = (row: Row) => Uint32Array;

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;

/**
 * Returns a function that lists all training rows from near to far, equally far ones in order of
 * registration. Each call writes over the list that the last one returned.
 *
 * Sorts by the digits of the distances, the lowest first, which leaves ties as they are and takes a
 * third of the time of a sort that compares.
 *
 * @throws {RowError} The function, when a distance is above 2^53, where floats leave numbers out.
 */
export function createRanker<Row>({ size, measure }: RowIndex<Row>): Ranker<Row> {
  const distances = new Float64Array(size);
  const starts = new Uint32Array(DIGITS);
  let order = new Uint32Array(size);
  let sorted = new Uint32Array(size);

  return (row) => {
    measure(row, distances);
    const [nearest, farthest] = findRange(distances);
    for (let place = 0; place < size; place++) order[place] = place;

    for (let scale = 1; scale <= farthest - nearest; scale *= DIGITS) {
      sortByDigit(distances, { nearest, scale, starts, order, sorted });
      [order, sorted] = [sorted, order];
    }
    return order;
  };
}

function findRange(distances: Float64Array): [nearest: number, farthest: number] {
  let [nearest, farthest] = [Infinity, 0];
  for (let place = 0; place < distances.length; place++) {
    const distance = distances[place] ?? 0;
    if (distance < nearest) nearest = distance;
    if (distance > farthest) farthest = distance;
  }
  if (farthest > Number.MAX_SAFE_INTEGER) {
    throw new RowError(undefined, `is ${farthest} away from some row: quantise more coarsely`);
  }
  return [nearest, farthest];
}

type DigitPass = {
  nearest: number;
  /** Weight of the digit, a power of two, so that a quotient is exact. */
  scale: number;
  starts: Uint32Array;
  order: Uint32Array;
  sorted: Uint32Array;
};

function sortByDigit(
  distances: Float64Array,
  { nearest, scale, starts, order, sorted }: DigitPass,
): void {
  const factor = 1 / scale;
  starts.fill(0);
  for (let place = 0; place < distances.length; place++) {
    const digit = (((distances[place] ?? 0) - nearest) * factor) & (DIGITS - 1);
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = starts[digit] ?? 0;
    starts[digit] = start;
    start += count;
  }
  for (let rank = 0; rank < order.length; rank++) {
    const place = order[rank] ?? 0;
    const digit = (((distances[place] ?? 0) - nearest) * factor) & (DIGITS - 1);
    const next = starts[digit] ?? 0;
    sorted[next] = place;
    starts[digit] = next + 1;
  }
}
