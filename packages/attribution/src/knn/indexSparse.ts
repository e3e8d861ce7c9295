import { RowError, type RowIndex } from "./RowIndex.ts";

/** The features of a row that are not zero, such as hashed words. */
export type SparseRow = {
  /** Feature numbers, ascending. */
  indices: ArrayLike<number>;
  /** Their values, whole numbers of zero or more. */
  values: ArrayLike<number>;
};

/**
 * Indexes rows that have few features each out of many: `|a − b|² = |a|² + |b|² − 2ab`, where the
 * products come from a list a feature of the rows that have it, so that only features in common cost.
 *
 * @throws {RowError} When feature numbers do not ascend, or something is no whole number of zero or more.
 */
export function indexSparse(rows: readonly SparseRow[]): RowIndex<SparseRow> {
  rows.forEach(checkRow);
  const norms = Float64Array.from(rows, squareNorm);
  const { starts, places, values } = invert(rows);

  return {
    size: rows.length,
    measure(row, distances) {
      checkRow(row);
      const norm = squareNorm(row);
      for (let place = 0; place < norms.length; place++) {
        distances[place] = norm + (norms[place] ?? 0);
      }
      for (let i = 0; i < row.indices.length; i++) {
        const feature = row.indices[i] ?? 0;
        const twice = 2 * (row.values[i] ?? 0);
        const end = starts[feature + 1] ?? 0;
        for (let at = starts[feature] ?? end; at < end; at++) {
          const place = places[at] ?? 0;
          distances[place] = (distances[place] ?? 0) - twice * (values[at] ?? 0);
        }
      }
    },
  };
}

/** For each feature, from `starts[feature]` on, the rows that have it and its values there. */
function invert(rows: readonly SparseRow[]) {
  const last = (row: SparseRow) => row.indices[row.indices.length - 1] ?? -1;
  const features = rows.reduce((most, row) => Math.max(most, last(row) + 1), 0);
  const starts = new Uint32Array(features + 1);
  for (const { indices } of rows) {
    for (let i = 0; i < indices.length; i++) addOne(starts, (indices[i] ?? 0) + 1);
  }
  for (let feature = 0; feature < features; feature++) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0);
  }

  const next = starts.slice();
  const places = new Uint32Array(starts[features] ?? 0);
  const values = new Float64Array(places.length);
  rows.forEach((row, place) => {
    for (let i = 0; i < row.indices.length; i++) {
      const at = addOne(next, row.indices[i] ?? 0);
      places[at] = place;
      values[at] = row.values[i] ?? 0;
    }
  });
  return { starts, places, values };
}

/** Adds one to a counter and returns what it was. */
function addOne(counters: Uint32Array, index: number): number {
  const before = counters[index] ?? 0;
  counters[index] = before + 1;
  return before;
}

function squareNorm({ values }: SparseRow): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2;
  return sum;
}

const MAX_FEATURES = 2 ** 24;

function checkRow({ indices, values }: SparseRow, place?: number): void {
  if (indices.length !== values.length) {
    throw new RowError(place, `has ${indices.length} features and ${values.length} values`);
  }
  let before = -1;
  for (let i = 0; i < indices.length; i++) {
    const [index = -1, value = -1] = [indices[i], values[i]];
    if (!Number.isInteger(index) || index <= before || index >= MAX_FEATURES) {
      throw new RowError(place, `has feature ${index} after ${before}: sort and merge them`);
    }
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RowError(place, `has the value ${value}: quantise it first`);
    }
    before = index;
  }
}
