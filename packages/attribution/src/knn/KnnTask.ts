import type { RowIndex } from "./RowIndex.ts";

/** What a row is known to be. */
export type RowLabel = string | number;

/** Rows to learn from, and rows to tell how well. */
export type KnnTask<Row> = {
  /** The training rows. */
  index: RowIndex<Row>;
  /** Label of each training row. */
  labels: readonly RowLabel[];
  /** Rows to predict, with their true labels. */
  tests: readonly { row: Row; label: RowLabel }[];
  /** Number of neighbours. */
  k: number;
};

/** Thrown when there is nothing to value, labels or owners are missing, or `k` is no number of neighbours. */
export class KnnTaskError extends RangeError {
  override readonly name = "KnnTaskError";
  readonly parameter: string;

  constructor(parameter: string, problem: string) {
    super(`${parameter} ${problem}.`);
    this.parameter = parameter;
  }
}

/** More rows than this would not fit into the halves of a sum. */
const MAX_ROWS = 2 ** 22;

/** @throws {KnnTaskError} When a part is missing or out of range. */
export function checkTask<Row>({ index, labels, tests, k }: KnnTask<Row>): void {
  if (index.size < 1 || index.size > MAX_ROWS) {
    throw new KnnTaskError("index", `has ${index.size} rows, and takes 1 to ${MAX_ROWS}`);
  }
  if (labels.length !== index.size) {
    throw new KnnTaskError("labels", `are ${labels.length} for ${index.size} rows`);
  }
  if (tests.length === 0) throw new KnnTaskError("tests", "are none");
  if (!Number.isSafeInteger(k) || k < 1) {
    throw new KnnTaskError("k", `is ${k}, and must be a whole number of at least 1`);
  }
}

/** Numbers the labels, because numbers compare faster; one that no row has becomes −1. */
export function numberLabels(labels: readonly RowLabel[]) {
  const numbers = new Map<RowLabel, number>();
  for (const label of labels) if (!numbers.has(label)) numbers.set(label, numbers.size);
  const numberOf = (label: RowLabel) => numbers.get(label) ?? -1;
  return { labels: Int32Array.from(labels, numberOf), numberOf };
}
