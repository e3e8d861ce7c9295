import { createKnnGame } from "../src/knn/createKnnGame.ts";
import { findNearRows } from "../src/duplicates/findNearRows.ts";
import { indexDense } from "../src/knn/indexDense.ts";
import { knnShapley } from "../src/knn/knnShapley.ts";
import { exactShapley } from "../src/shapley/exactShapley.ts";
import { membersOf } from "../src/shapley/membersOf.ts";
import { sumByContributor } from "../src/shapley/sumByContributor.ts";
import { randomNumbers } from "./randomNumbers.ts";

/** One row as it was registered. */
export type Point = { features: number[]; label: number; owner: number };

const K = 5;

/** Two clouds that overlap a little, on a grid of 4,096 steps. */
function drawPoints(count: number, seed: number): Point[] {
  const random = randomNumbers(seed);
  const around = (centre: number) => centre + random(800) + random(800) + random(800) - 3 * 400;
  return Array.from({ length: count }, (_, i) => {
    const label = random(2);
    const centre = label === 0 ? 1_500 : 2_300;
    return { features: [around(centre), around(centre)], label, owner: i % 3 };
  });
}

/** 60 rows of three contributors, who registered them in turn. */
export const HONEST = drawPoints(60, 7);

/** What the buyer measures with. */
export const TESTS = drawPoints(200, 8).map(({ features, label }) => ({ row: features, label }));

const task = (points: readonly Point[]) => ({
  index: indexDense(points.map(({ features }) => features)),
  labels: points.map(({ label }) => label),
  owners: points.map(({ owner }) => owner),
  tests: TESTS,
  k: K,
});

/** The value of each contributor if the values of its rows are added up. */
export function pointSums(points: readonly Point[]): bigint[] {
  const { owners, ...rest } = task(points);
  return sumByContributor(knnShapley(rest).numerators, owners, countOwners(points));
}

/** The value of each row. */
export const pointValues = (points: readonly Point[]) => knnShapley(task(points)).numerators;

/** The exact Shapley value of each contributor. */
export function groupValues(points: readonly Point[]): readonly bigint[] {
  const contributors = countOwners(points);
  const game = createKnnGame({ ...task(points), contributors });
  return exactShapley(contributors, (coalition) => game.utility(membersOf(coalition))).numerators;
}

/** The rows that remain when copies of earlier rows are dropped. */
export function withoutCopies(points: readonly Point[], squaredDistance = 0): Point[] {
  const rows = points.map(({ features }) => features);
  const copies = findNearRows(indexDense(rows), rows, squaredDistance);
  return points.filter((_, i) => !copies.some(({ row }) => row === i));
}

/** A contributor's share of all, in per cent; who takes more than it adds is not counted. */
export function sharePercent(values: readonly bigint[], owner: number): number {
  const paid = values.map((value) => (value > 0n ? value : 0n));
  const all = paid.reduce((sum, value) => sum + value, 0n);
  return Number((10_000n * (paid[owner] ?? 0n)) / all) / 100;
}

const countOwners = (points: readonly Point[]) =>
  1 + points.reduce((most, { owner }) => Math.max(most, owner), 0);
