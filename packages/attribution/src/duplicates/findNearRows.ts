import type { RowIndex } from "../knn/RowIndex.ts";

/** A row that is an earlier one, or nearly. */
export type NearRow = {
  /** Place of the copy. */
  row: number;
  /** Place of the nearest row that was kept, which is earlier. */
  original: number;
};

/**
 * Finds the rows within a distance of an earlier row that was kept itself. What they are labelled
 * makes no difference: a copy with another label is a copy.
 *
 * Compares all pairs. A row moved a little further than the distance is not found: it has to be
 * chosen so that moving that far spoils the row.
 *
 * @param index The rows, in order of registration.
 * @param rows The same rows.
 * @param squaredDistance Largest squared distance of a copy; zero finds equal rows.
 */
export function findNearRows<Row>(
  index: RowIndex<Row>,
  rows: readonly Row[],
  squaredDistance: number,
): NearRow[] {
  const isKept = new Uint8Array(rows.length);
  const distances = new Float64Array(index.size);
  const copies: NearRow[] = [];
  rows.forEach((each, row) => {
    index.measure(each, distances);
    let original: number | undefined;
    for (let other = 0; other < row; other++) {
      const distance = distances[other] ?? 0;
      if (isKept[other] === 0 || distance > squaredDistance) continue;
      if (original === undefined || distance < (distances[original] ?? 0)) original = other;
    }
    if (original === undefined) isKept[row] = 1;
    else copies.push({ row, original });
  });
  return copies;
}
