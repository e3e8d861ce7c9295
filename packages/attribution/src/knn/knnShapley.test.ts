import { expect } from "chai";
import { randomNumbers } from "../../test/randomNumbers.ts";
import { exactShapley } from "../shapley/exactShapley.ts";
import { membersOf } from "../shapley/membersOf.ts";
import { createKnnGame } from "./createKnnGame.ts";
import { type DenseRow, indexDense } from "./indexDense.ts";
import { knnShapley, VALUE_SCALE } from "./knnShapley.ts";
import { type KnnTask, KnnTaskError } from "./KnnTask.ts";

type Task = Omit<KnnTask<DenseRow>, "tests"> & {
  rows: number[][];
  tests: { row: number[]; label: number }[];
};

/** Few places and two labels, so that distances and labels tie all the time. */
function randomTask(seed: number, { size = 0, k = 0, tests = 0 } = {}): Task {
  const random = randomNumbers(seed);
  const row = () => [random(5), random(5)];
  const rows = Array.from({ length: size || 1 + random(8) }, row);
  return {
    rows,
    index: indexDense(rows),
    labels: rows.map(() => random(2)),
    tests: Array.from({ length: tests || 1 + random(3) }, () => ({ row: row(), label: random(2) })),
    k: k || 1 + random(10),
  };
}

/** The utility in words: neighbours with the right label among the k nearest rows of a set. */
function countHits({ rows, labels, tests, k }: Task, present: readonly number[]): bigint {
  const distance = (a: number[], b: number[]) =>
    a.reduce((sum, feature, i) => sum + (feature - b[i]!) ** 2, 0);
  const hits = tests.flatMap(({ row, label }) =>
    present
      .toSorted((a, b) => distance(rows[a]!, row) - distance(rows[b]!, row) || a - b)
      .slice(0, k)
      .filter((near) => labels[near] === label),
  );
  return BigInt(hits.length);
}

const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
const abs = (value: bigint) => (value < 0n ? -value : value);

describe("knnShapley", () => {
  // ATT-1
  it("default: equals the enumeration of all coalitions, to the rounding of its quotients", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const task = randomTask(seed);
      const [size, k] = [BigInt(task.rows.length), BigInt(task.k)];

      const { numerators } = knnShapley(task);

      const exact = exactShapley(task.rows.length, (s) => countHits(task, membersOf(s)));
      const unit = k * exact.denominator;
      numerators.forEach((value, row) => {
        const error = abs(value * unit - exact.numerators[row]! * VALUE_SCALE);
        const bound = size * BigInt(task.tests.length) * unit;
        expect(error <= bound, `seed ${seed}, row ${row}`).to.equal(true);
      });
    }
  });

  // ATT-1
  it("behavior: is right when there are fewer rows than neighbours, where the published formula is not", () => {
    const rows = [[0], [1]];
    const task = { index: indexDense(rows), labels: [1, 1], tests: [{ row: [0], label: 1 }] };

    // Each adds one tenth, whoever comes first; the published base case says one half.
    const { numerators, denominator } = knnShapley({ ...task, k: 10 });

    expect(numerators).to.deep.equal([denominator / 10n, denominator / 10n]);
  });

  // ATT-2
  it("behavior: shares out the utility of all rows, to the rounding of its quotients", () => {
    const task = randomTask(5, { size: 300, k: 7, tests: 40 });

    const { numerators, hits } = knnShapley(task);

    expect(BigInt(hits)).to.equal(countHits(task, [...task.rows.keys()]));
    const missing = (BigInt(hits) * VALUE_SCALE) / 7n - sum(numerators);
    expect(abs(missing) <= 40n * 300n * 300n).to.equal(true);
  });

  it("behavior: obeys the recursion as an equality of integers", () => {
    const k = 3;
    const rows = Array.from({ length: 50 }, (_, i) => [i]);
    const labels = rows.map((_, i) => (i * 7) % 3);

    const { numerators } = knnShapley({
      ...{ index: indexDense(rows), labels, k },
      tests: [{ row: [0], label: 1 }],
    });

    const matches = labels.map((label) => BigInt(label === 1));
    for (let i = 1; i < rows.length; i++) {
      const step = VALUE_SCALE / BigInt(Math.max(k, i));
      expect(numerators[i - 1]! - numerators[i]!).to.equal((matches[i - 1]! - matches[i]!) * step);
    }
  });

  it("behavior: values neighbours with equal label and distance alike", () => {
    const { numerators } = knnShapley({
      index: indexDense([[1], [4], [4], [9]]),
      labels: [0, 1, 1, 0],
      tests: [{ row: [4], label: 1 }],
      k: 2,
    });

    expect(numerators[1]).to.equal(numerators[2]);
  });

  it("behavior: does not depend on the order of rows that are never equally far", () => {
    const random = randomNumbers(11);
    const rows = Array.from({ length: 30 }, () => [random(10 ** 6)]);
    const labels = rows.map(() => random(2));
    const tests = [{ row: [500_000], label: 1 }];
    const value = (order: readonly number[]) =>
      knnShapley({
        index: indexDense(order.map((row) => rows[row]!)),
        labels: order.map((row) => labels[row]!),
        ...{ tests, k: 4 },
      }).numerators;

    const order = [...rows.keys()].toSorted((a, b) => ((a * 7) % 30) - ((b * 7) % 30));

    const values = value([...rows.keys()]);
    expect(value(order)).to.deep.equal(order.map((row) => values[row]));
  });

  it("behavior: values a row less when its label is flipped", () => {
    const task = randomTask(3, { size: 40, k: 5, tests: 0 });
    // Labels that follow from the place, so that a flipped one is wrong.
    const labels = task.rows.map(([x]) => Number(x! >= 2));
    const tests = task.rows.map((row) => ({ row, label: Number(row[0]! >= 2) }));
    const valueOf = (row: number, flipped: boolean) =>
      knnShapley({
        ...{ index: task.index, tests, k: 5 },
        labels: labels.map((label, i) => (i === row && flipped ? 1 - label : label)),
      }).numerators[row]!;

    for (const row of [0, 9, 17, 33]) {
      expect(valueOf(row, true) < valueOf(row, false), `row ${row}`).to.equal(true);
    }
  });

  it("args: tests: a label that no row has is worth nothing to anybody", () => {
    const { numerators, hits } = knnShapley({
      ...{ index: indexDense([[1], [2]]), labels: ["ham", "spam"], k: 1 },
      tests: [{ row: [1], label: "eggs" }],
    });

    expect({ numerators, hits }).to.deep.equal({ numerators: [0n, 0n], hits: 0 });
  });

  it("args: onProgress: counts the tests", () => {
    const progress: number[] = [];

    knnShapley({ ...randomTask(2, { tests: 3 }), onProgress: ({ done }) => progress.push(done) });

    expect(progress).to.deep.equal([1, 2, 3]);
  });

  it("error: names what is missing", () => {
    const task = { index: indexDense([[1]]), labels: [1], tests: [{ row: [1], label: 1 }], k: 1 };
    const faults = {
      index: { ...task, index: indexDense([]), labels: [] },
      labels: { ...task, labels: [1, 2] },
      tests: { ...task, tests: [] },
      k: { ...task, k: 0.5 },
    };
    for (const [parameter, fault] of Object.entries(faults)) {
      expect(() => knnShapley(fault))
        .to.throw(KnnTaskError)
        .with.property("parameter", parameter);
    }
  });
});

describe("createKnnGame", () => {
  it("default: counts the hits that some contributors would have alone", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const task = randomTask(seed, { size: 12 });
      const owners = task.rows.map((_, row) => row % 4);
      const game = createKnnGame({ ...task, owners, contributors: 4 });

      for (let coalition = 0; coalition < 16; coalition++) {
        const present = membersOf(coalition);
        const rows = [...owners.keys()].filter((row) => present.includes(owners[row]!));
        expect(game.utility(present)).to.equal(countHits(task, rows));
      }
      expect(game.scale).to.equal(task.k * task.tests.length);
    }
  });

  it("error: refuses a row whose owner is none of the contributors", () => {
    const task = randomTask(1, { size: 2 });
    for (const owners of [[0], [0, 2], [0, -1], [0, 0.5]]) {
      expect(() => createKnnGame({ ...task, owners, contributors: 2 }))
        .to.throw(KnnTaskError)
        .with.property("parameter", "owners");
    }
  });
});
