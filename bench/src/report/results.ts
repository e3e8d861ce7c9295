import { existsSync, readFileSync } from "node:fs";

import { BENCHMARKS, type BenchmarkName, isBenchmarkName, type Reports } from "../benchmarks.ts";

/** Where a benchmark's results are kept. */
export function resultFile(name: BenchmarkName): string {
  return `bench/results/${name}.json`;
}

/** The results that there are. */
export function readResults(): Partial<Reports> {
  const found = Object.keys(BENCHMARKS)
    .filter(isBenchmarkName)
    .filter((name) => existsSync(resultFile(name)))
    .map((name) => [name, JSON.parse(readFileSync(resultFile(name), "utf8")) as unknown] as const);
  // Only ./sahara bench writes these files.
  return Object.fromEntries(found);
}
