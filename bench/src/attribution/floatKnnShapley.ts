import { squaredEuclidean } from "ml-distance-euclidean";

import type { SampleRow } from "./samples.ts";

/**
 * KNN-Shapley as one would write it with a library for distances, in floats: no package on npm
 * has it. For at least as many rows as neighbours.
 */
export function floatKnnShapley(
  training: readonly SampleRow[],
  tests: readonly SampleRow[],
  k: number,
): number[] {
  const values = new Array<number>(training.length).fill(0);
  for (const test of tests) {
    const ranked = training
      .map(({ row, label }, place) => ({
        place,
        distance: squaredEuclidean(row, test.row),
        match: Number(label === test.label),
      }))
      .sort((a, b) => a.distance - b.distance);
    let value = 0;
    let match = 0;
    for (let rank = ranked.length; rank >= 1; rank--) {
      const near = ranked[rank - 1];
      if (near === undefined) break;
      // The farthest row's base case, 1 / N, is the same step.
      value += (near.match - match) / Math.max(k, rank);
      match = near.match;
      values[near.place] = (values[near.place] ?? 0) + value / tests.length;
    }
  }
  return values;
}
