import { expect } from "chai";

import { splitPath } from "./claimGas.ts";

const ids = (count: number) => Array.from({ length: count }, (_, index) => BigInt(count - index));

describe("splitPath", () => {
  it("default: leaves a short path whole", () => {
    expect(splitPath(ids(5), () => 1)).to.deep.equal([ids(5)]);
    expect(splitPath([], () => 1)).to.deep.equal([[]]);
  });

  it("behavior: cuts a long path into pieces that keep its order", () => {
    const batches = splitPath(ids(1_000), () => 2);

    expect(batches.length).to.be.greaterThan(1);
    expect(batches.flat()).to.deep.equal(ids(1_000));
    // 30,000 and twice 55,000 gas each, of 12,000,000.
    expect(batches[0]).to.have.length(85);
  });
});
