import type { ShapleyValues } from "../shapley/exactShapley.ts";
import { createRanker } from "./createRanker.ts";
import { createSums, LIMB, type Sums } from "./createSums.ts";
import { checkTask, type KnnTask, numberLabels } from "./KnnTask.ts";

/** Fixed-point scale of the values: 1e18, as on chain. */
export const VALUE_SCALE = LIMB * LIMB;

export type KnnShapleyParameters<Row> = KnnTask<Row> & {
  /** Called after each test row. */
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined;
};

/** The value of every training row, as a mean over the test rows. */
export type KnnShapley = Pick<ShapleyValues, "numerators" | "denominator"> & {
  /** Neighbours with the right label, over all test rows: the utility of all rows is `hits / (k · tests)`. */
  hits: number;
};

/**
 * The Shapley value of every training row of a k-nearest-neighbour classifier, exactly and in the
 * time of a sort. The utility of a set of rows for one test row is the number of rows with the right
 * label among its `k` nearest, over `k`; also when there are fewer than `k`.
 *
 *     s(far_N) = m_N · min(k, N) / (k N)
 *     s(far_i) = s(far_i+1) + (m_i − m_i+1) / max(k, i)
 *
 * where `m_i` is 1 if the row at rank `i` has the right label. The first line is not `m_N / N`, as
 * published: that is wrong for k > N.
 *
 * Each quotient is rounded down to 1e-18 once, so that the recursion holds as an equality of
 * integers; a value is within `N` such units of the real one.
 *
 * Source: Jia et al., "Efficient Task-Specific Data Valuation for Nearest Neighbor Algorithms",
 * VLDB 2019 (arXiv 1908.08619).
 *
 * @throws {KnnParameterError} When there are no rows, no tests, not one label a row, or `k` is no count.
 *
 * @example
 * const { numerators, denominator } = knnShapley({ index: indexDense(rows), labels, tests, k: 5 });
 * const { units } = toUnits(numerators, 100_000_000n);
 */
export function knnShapley<Row>({ onProgress, ...task }: KnnShapleyParameters<Row>): KnnShapley {
  checkTask(task);

  const { index, tests, k } = task;
  const { labels, numberOf } = numberLabels(task.labels);
  const rank = createRanker(index);
  const steps = createSteps(index.size, k);
  const sums = createSums(index.size);
  let hits = 0;
  tests.forEach(({ row, label }, done) => {
    hits += addValues(rank(row), { labels, wanted: numberOf(label), k, steps, sums });
    onProgress?.({ done: done + 1, total: tests.length });
  });

  return { numerators: sums.read(), denominator: VALUE_SCALE * BigInt(tests.length), hits };
}

/** The addends of the recursion by rank, in two limbs; the base case stands at rank `N`. */
type Steps = { high: Float64Array; low: Float64Array };

type Pass = { labels: Int32Array; wanted: number; k: number; steps: Steps; sums: Sums };

/** Runs the recursion for one test row, from the farthest to the nearest, and returns its hits. */
function addValues(order: Uint32Array, { labels, wanted, k, steps, sums }: Pass): number {
  const { high: highs, low: lows } = sums.next();
  let [high, low, match, hits] = [0, 0, 0, 0];
  for (let rank = order.length; rank >= 1; rank--) {
    const row = order[rank - 1] ?? 0;
    const matches = labels[row] === wanted ? 1 : 0;
    if (matches !== match) {
      high += (matches - match) * (steps.high[rank] ?? 0);
      low += (matches - match) * (steps.low[rank] ?? 0);
      match = matches;
    }
    if (rank <= k) hits += matches;
    highs[row] = (highs[row] ?? 0) + high;
    lows[row] = (lows[row] ?? 0) + low;
  }
  return hits;
}

/** Beyond the farthest row there is none that matches, so the base case is a step like the others. */
function createSteps(size: number, k: number): Steps {
  const steps = { high: new Float64Array(size + 1), low: new Float64Array(size + 1) };
  for (let rank = 1; rank <= size; rank++) {
    const step =
      rank < size
        ? VALUE_SCALE / BigInt(Math.max(k, rank))
        : (VALUE_SCALE * BigInt(Math.min(k, size))) / (BigInt(k) * BigInt(size));
    steps.high[rank] = Number(step / LIMB);
    steps.low[rank] = Number(step % LIMB);
  }
  return steps;
}
