import { createKnnGame, type KnnGameParameters } from "../knn/createKnnGame.ts";
import { createQuantiser, MAX_LEVELS } from "../knn/createQuantiser.ts";
import { type DenseRow, indexDense } from "../knn/indexDense.ts";
import { indexSparse, type SparseRow } from "../knn/indexSparse.ts";
import { knnShapley } from "../knn/knnShapley.ts";
import type { RowIndex } from "../knn/RowIndex.ts";
import { findNearDuplicates } from "../duplicates/findNearDuplicates.ts";
import { findNearRows } from "../duplicates/findNearRows.ts";
import { hashShingles } from "../duplicates/hashShingles.ts";
import { exactShapley } from "../shapley/exactShapley.ts";
import { membersOf } from "../shapley/membersOf.ts";
import { sampledShapley } from "../shapley/sampledShapley.ts";
import { sumByContributor } from "../shapley/sumByContributor.ts";
import { MethodDataError } from "./AttributionMethod.ts";
import { type ParameterReader } from "./readParameters.ts";
import { type DataRow, TESTS_FILE, TRAINING_FILE } from "./readRows.ts";

export type ValueOptions = {
  k: number;
  accounts: readonly string[];
  isOfRows: boolean;
  sampling: { permutations: number; seed: `0x${string}` } | undefined;
};

/** Rows without copies, of whatever kind. */
export type PreparedTask = {
  kept: number;
  value: (options: ValueOptions) => { numerators: readonly bigint[]; hits: number };
};

/** Rows of real features; copies lie near each other. */
export function prepareDense(
  training: readonly DataRow[],
  tests: readonly DataRow[],
  read: ParameterReader,
): PreparedTask {
  const levels = read.count("levels", { from: 1, to: MAX_LEVELS });
  const copyDistance = read.count("copyDistance", { from: 0, to: Number.MAX_SAFE_INTEGER });
  const featuresOf = ({ features }: DataRow) => features ?? refuse("features");
  const { quantise } = createQuantiser(training.map(featuresOf), { levels });

  const rows = training.map((row) => quantise(featuresOf(row)));
  const copies = findNearRows(indexDense(rows), rows, copyDistance).map(({ row }) => row);
  return prepare<DenseRow>({
    ...{ training, tests, copies, rows },
    testRows: tests.map((row) => quantise(featuresOf(row))),
    indexRows: indexDense,
  });
}

/** Rows of words; copies share most of their runs of words. */
export function prepareWords(
  training: readonly DataRow[],
  tests: readonly DataRow[],
  read: ParameterReader,
): PreparedTask {
  const thresholdPercent = read.count("copyPercent", { from: 50, to: 100 });
  const textOf = ({ text }: DataRow) => Buffer.from(text ?? refuse("text"));
  const texts = training.map(textOf);

  const copies = findNearDuplicates(texts, { thresholdPercent }).map(({ document }) => document);
  return prepare<SparseRow>({
    ...{ training, tests, copies },
    rows: texts.map(toWordSet),
    testRows: tests.map((row) => toWordSet(textOf(row))),
    indexRows: indexSparse,
  });
}

const WORD_BITS = 20;

/** The words of a text as features of value 1, numbered by the upper bits of their hashes. */
function toWordSet(text: Uint8Array): SparseRow {
  const numbers = hashShingles(text, 1).map((hash) => hash >>> (32 - WORD_BITS));
  const indices = numbers.filter((number, i) => number !== numbers[i - 1]);
  return { indices, values: new Uint8Array(indices.length).fill(1) };
}

function refuse(member: string): never {
  throw new MethodDataError(TRAINING_FILE, `or ${TESTS_FILE} has a row without ${member}`);
}

type PrepareParameters<Row> = {
  training: readonly DataRow[];
  tests: readonly DataRow[];
  copies: readonly number[];
  rows: readonly Row[];
  testRows: readonly Row[];
  indexRows: (rows: readonly Row[]) => RowIndex<Row>;
};

function prepare<Row>(parameters: PrepareParameters<Row>): PreparedTask {
  const { training, tests, rows, testRows, indexRows } = parameters;
  const copies = new Set(parameters.copies);
  const isKept = (_: unknown, place: number) => !copies.has(place);
  const kept = training.filter(isKept);
  const task = {
    index: indexRows(rows.filter(isKept)),
    labels: kept.map(({ label }) => label),
    tests: testRows.map((row, i) => ({ row, label: tests[i]?.label ?? "" })),
  };

  return {
    kept: kept.length,
    value({ k, accounts, isOfRows, sampling }) {
      const placeOf = new Map(accounts.map((account, place) => [account, place]));
      const owners = kept.map(({ contributor }) => placeOf.get(contributor) ?? -1);
      const { numerators, hits } = knnShapley({ ...task, k });
      if (isOfRows)
        return { numerators: sumByContributor(numerators, owners, accounts.length), hits };

      const game = { ...task, k, owners, contributors: accounts.length };
      return { numerators: valueContributors(game, sampling), hits };
    },
  };
}

function valueContributors<Row>(
  parameters: KnnGameParameters<Row>,
  sampling: ValueOptions["sampling"],
): readonly bigint[] {
  const { players, utility } = createKnnGame(parameters);
  const values =
    sampling === undefined
      ? exactShapley(players, (coalition) => utility(membersOf(coalition)))
      : sampledShapley({ players, utility, ...sampling });
  return values.numerators;
}
