/** The training rows, ready to be measured against a row of the same kind. */
export type RowIndex<Row> = {
  /** How many rows there are; they are known by their places, in order of registration. */
  readonly size: number;
  /** Writes the squared distance from `row` to every training row, all of them whole numbers. */
  readonly measure: (row: Row, distances: Float64Array) => void;
};

/** Thrown when rows cannot be measured against each other in whole numbers. */
export class RowError extends RangeError {
  override readonly name = "RowError";
  /** Place of the row in its list; undefined for a row that is measured against the list. */
  readonly row: number | undefined;

  constructor(row: number | undefined, problem: string) {
    super(`${row === undefined ? "The row to measure" : `Row ${row}`} ${problem}.`);
    this.row = row;
  }
}
