import { RowError, type RowIndex } from "./RowIndex.ts";

/** Sorts the training rows by their distance from a row. */
export type Ranker<Row> = (row: Row) => Uint32Array;

/**
 * Returns a function that lists all training rows from near to far, equally far ones in order of
 * registration. Each call writes over the list that the last one returned.
 *
 * @throws {RowError} The function, when a distance is so long that it and a place do not fit into 53 bits.
 */
export function createRanker<Row>({ size, measure }: RowIndex<Row>): Ranker<Row> {
  const keys = new Float64Array(size);
  const order = new Uint32Array(size);
  // A power of two, so that the place comes out of the key without rounding.
  const places = 2 ** Math.ceil(Math.log2(Math.max(1, size)));
  const maxDistance = Number.MAX_SAFE_INTEGER / places - 1;

  return (row) => {
    measure(row, keys);
    for (let place = 0; place < size; place++) {
      const distance = keys[place] ?? 0;
      if (distance > maxDistance) {
        throw new RowError(
          undefined,
          `is ${distance} away from row ${place}: quantise more coarsely`,
        );
      }
      keys[place] = distance * places + place;
    }
    // Without a function to compare, numbers are sorted natively.
    keys.sort();
    for (let rank = 0; rank < size; rank++) {
      const key = keys[rank] ?? 0;
      order[rank] = key - Math.floor(key / places) * places;
    }
    return order;
  };
}
