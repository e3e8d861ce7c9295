import { expect } from "chai";
import { indexDense } from "../knn/indexDense.ts";
import { findNearRows } from "./findNearRows.ts";

const find = (rows: number[][], squaredDistance: number) =>
  findNearRows(indexDense(rows), rows, squaredDistance);

describe("findNearRows", () => {
  it("default: the first of equal rows is kept", () => {
    expect(
      find(
        [
          [1, 2],
          [3, 4],
          [1, 2],
          [3, 4],
          [1, 2],
        ],
        0,
      ),
    ).to.deep.equal([
      { row: 2, original: 0 },
      { row: 3, original: 1 },
      { row: 4, original: 0 },
    ]);
  });

  it("args: squaredDistance: the nearest row that was kept is the original", () => {
    const rows = [[0], [10], [8], [11], [12], [13]];

    // 8 and 11 are copies of 10; 12 is near the copy 11, and near 10 as well; 13 is too far from 10.
    expect(find(rows, 4)).to.deep.equal([
      { row: 2, original: 1 },
      { row: 3, original: 1 },
      { row: 4, original: 1 },
    ]);
  });
});
