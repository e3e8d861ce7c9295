import { expect } from "chai";

import { median, percentile } from "./median.ts";

describe("median", () => {
  it("is the number in the middle, however they are ordered", () => {
    expect(median([9, 1, 5])).to.equal(5);
  });

  it("is between the two in the middle of an even list", () => {
    expect(median([4, 1, 9, 2])).to.equal(3);
  });

  it("refuses an empty list", () => {
    expect(() => median([])).to.throw(RangeError);
  });
});

describe("percentile", () => {
  const sorted = Float64Array.from({ length: 100 }, (_, index) => index + 1);

  it("is the value that the share does not pass", () => {
    expect(percentile(sorted, 0.5)).to.equal(50);
    expect(percentile(sorted, 0.99)).to.equal(99);
    expect(percentile(sorted, 1)).to.equal(100);
  });

  it("refuses an empty list", () => {
    expect(() => percentile(new Float64Array(), 0.5)).to.throw(RangeError);
  });
});
