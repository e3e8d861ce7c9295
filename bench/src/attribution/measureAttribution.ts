import {
  createTextIndex,
  findNearDuplicates,
  indexDense,
  knnShapley,
  shapleyToNumbers,
} from "@sahara/attribution";
import { loadSpamAssassin, valueMails } from "@sahara/models";

import type { BenchmarkOptions } from "../benchmarks.ts";
import { describeMachine, type Machine } from "../machine.ts";
import { floatKnnShapley } from "./floatKnnShapley.ts";
import { measureWork, type Work } from "./measureWork.ts";
import { minhashDuplicates } from "./minhashDuplicates.ts";
import { sampleDocuments, sampleRows, type SampleRow, sampleTokens } from "./samples.ts";

export type AttributionBenchmark = {
  readonly machine: Machine;
  readonly repeats: number;
  /** Seconds of processor time, by what is done and who does it. */
  readonly seconds: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How many copies each found among the same documents. */
  readonly copies: Readonly<Record<string, number>>;
};

export const KNN_WORK = "KNN-Shapley: 5,000 rows of 128 features for 1,000 tests";
export const DUPLICATES_WORK = "near-duplicates among 100,000 short documents";

const ROWS = 5_000;
const TESTS = 1_000;
const K = 5;
const SOME_DOCUMENTS = 5_000;
const MANY_DOCUMENTS = 100_000;

/** What it takes to value rows and to find copies, beside what npm has for it. */
export async function measureAttribution({
  repeats,
  progress,
}: BenchmarkOptions): Promise<AttributionBenchmark> {
  const machine = describeMachine();
  const seconds: Record<string, Record<string, number>> = {};
  const measure = async (name: string, byWhom: Record<string, Work>) => {
    progress(name);
    seconds[name] = await measureWork(byWhom, repeats);
  };

  await measure("KNN-Shapley: 5,000 rows of 16 features for 1,000 tests", knnWork(16));
  await measure(KNN_WORK, knnWork(128));

  const documents = sampleDocuments(MANY_DOCUMENTS);
  const some = documents.slice(0, SOME_DOCUMENTS);
  const [someBytes, bytes] = [some, documents].map((texts) =>
    texts.map((text) => Buffer.from(text)),
  );
  await measure("near-duplicates among 5,000 short documents", {
    sahara: () => findNearDuplicates(someBytes ?? []),
    minhash: () => minhashDuplicates(some),
  });
  await measure(DUPLICATES_WORK, { sahara: () => findNearDuplicates(bytes ?? []) });
  const copies = {
    sahara: findNearDuplicates(someBytes ?? []).length,
    minhash: minhashDuplicates(some).length,
  };

  const tokens = sampleTokens(1_000, 1_000);
  await measure("suffix array of 1,000,000 tokens", { sahara: () => createTextIndex(tokens) });

  const groups = await loadSpamAssassin();
  const mails = groups.flatMap((group) => [...group.mails]);
  await measure("the value of each of 6,046 mails, copies dropped", {
    sahara: () => valueMails({ mails }),
  });
  return { machine, repeats, seconds, copies };
}

function knnWork(features: number): Record<string, Work> {
  const training = sampleRows(ROWS, features, 1);
  const tests = sampleRows(TESTS, features, 2);
  requireAgreement(training, tests.slice(0, 20));
  return {
    sahara: () => valueRows(training, tests),
    "ml-distance-euclidean, in floats": () => floatKnnShapley(training, tests, K),
  };
}

const valueRows = (training: readonly SampleRow[], tests: readonly SampleRow[]) =>
  knnShapley({
    index: indexDense(training.map(({ row }) => row)),
    labels: training.map(({ label }) => label),
    ...{ tests, k: K },
  });

const TOLERANCE = 1e-9;

/** Speed counts only between those that come to the same. */
function requireAgreement(training: readonly SampleRow[], tests: readonly SampleRow[]): void {
  const exact = shapleyToNumbers(valueRows(training, tests), 1);
  const floats = floatKnnShapley(training, tests, K);
  const differs = exact.some((value, i) => Math.abs(value - (floats[i] ?? NaN)) > TOLERANCE);
  if (differs) throw new Error("the two ways to value rows differ");
}
