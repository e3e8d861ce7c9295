import { expect } from "chai";
import { randomNumbers } from "../../test/randomNumbers.ts";
import { createQuantiser, QuantiserError } from "./createQuantiser.ts";
import { createRanker } from "./createRanker.ts";
import { indexDense, MAX_FEATURE } from "./indexDense.ts";
import { indexSparse, type SparseRow } from "./indexSparse.ts";
import { RowError, type RowIndex } from "./RowIndex.ts";

const toSparse = (row: readonly number[]): SparseRow => {
  const indices = [...row.keys()].filter((feature) => row[feature] !== 0);
  return { indices, values: indices.map((feature) => row[feature]!) };
};

function distances<Row>(index: RowIndex<Row>, row: Row): number[] {
  const measured = new Float64Array(index.size);
  index.measure(row, measured);
  return [...measured];
}

describe("indexDense and indexSparse", () => {
  it("default: measure squared distances, both the same", () => {
    const random = randomNumbers(1);
    const row = () => Array.from({ length: 20 }, () => Math.max(0, random(900) - 500));
    const rows = [...Array.from({ length: 30 }, row), new Array<number>(20).fill(0)];

    for (const wanted of [row(), row(), new Array<number>(20).fill(0)]) {
      const expected = rows.map((each) =>
        each.reduce((sum, feature, i) => sum + (feature - wanted[i]!) ** 2, 0),
      );
      expect(distances(indexDense(rows), wanted)).to.deep.equal(expected);
      expect(distances(indexSparse(rows.map(toSparse)), toSparse(wanted))).to.deep.equal(expected);
    }
  });

  it("behavior: indexSparse takes a feature that no training row has", () => {
    const index = indexSparse([{ indices: [1], values: [3] }]);

    expect(distances(index, { indices: [7_000], values: [4] })).to.deep.equal([25]);
  });

  it("error: indexDense names a row that is no list of whole numbers as long as the others", () => {
    for (const row of [[1], [1, 0.5], [1, MAX_FEATURE + 1], [1, 2 ** 32 + 1], [1, NaN]]) {
      expect(() => indexDense([[0, 0], row]))
        .to.throw(RowError)
        .with.property("row", 1);
    }
    expect(() => distances(indexDense([[0, 0]]), [1])).to.throw(RowError);
  });

  it("error: indexSparse names a row out of order, or not whole", () => {
    const faults: SparseRow[] = [
      { indices: [2, 1], values: [1, 1] },
      { indices: [1, 1], values: [1, 1] },
      { indices: [-1], values: [1] },
      { indices: [2 ** 24], values: [1] },
      { indices: [1], values: [-1] },
      { indices: [1], values: [0.5] },
      { indices: [1], values: [] },
    ];
    for (const fault of faults) {
      expect(() => indexSparse([{ indices: [], values: [] }, fault]))
        .to.throw(RowError)
        .with.property("row", 1);
    }
  });
});

describe("createRanker", () => {
  it("default: sorts by distance, ties by place", () => {
    const rows = [[9], [2], [4], [2], [0], [3]];

    const order = createRanker(indexDense(rows))([3]);

    expect([...order]).to.deep.equal([5, 1, 2, 3, 4, 0]);
  });

  it("behavior: sorts as comparing does, from distances of one digit to five", () => {
    const random = randomNumbers(6);
    for (const bound of [3, 2_000, 10 ** 6, 2 ** 25]) {
      const rows = Array.from({ length: 500 }, () => [random(bound), random(3)]);
      const distances = rows.map(([x, y]) => x! ** 2 + y! ** 2);

      const order = createRanker(indexDense(rows))([0, 0]);

      const compared = [...rows.keys()].sort((a, b) => distances[a]! - distances[b]! || a - b);
      expect([...order]).to.deep.equal(compared);
    }
  });

  it("error: refuses a distance above 2^53", () => {
    const rank = createRanker(indexDense([[0], [MAX_FEATURE]]));

    expect(() => rank([-MAX_FEATURE])).to.throw(RowError);
  });
});

describe("createQuantiser", () => {
  it("default: spreads each feature over the levels, and keeps what is outside at the ends", () => {
    const { quantise, ranges } = createQuantiser(
      [
        [0, 5, -1],
        [10, 5, 1],
      ],
      { levels: 100 },
    );

    expect(ranges[2]).to.deep.equal({ low: -1, high: 1 });
    expect([...quantise([2.5, 5, 0])]).to.deep.equal([25, 0, 50]);
    expect([...quantise([-3, 9, 7])]).to.deep.equal([0, 0, 100]);
  });

  it("error: refuses rows of another length, what is not finite, and no level", () => {
    const quantiser = createQuantiser([[1, 2]]);
    const attempts = [
      () => createQuantiser([[1], [1, 2]]),
      () => createQuantiser([[NaN]]),
      () => createQuantiser([[1]], { levels: 0 }),
      () => quantiser.quantise([1]),
    ];
    for (const attempt of attempts) expect(attempt).to.throw(QuantiserError);
  });
});
