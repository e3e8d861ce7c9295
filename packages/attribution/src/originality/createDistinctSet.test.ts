import { expect } from "chai";
import { randomNumbers } from "../../test/randomNumbers.ts";
import { createDistinctSet } from "./createDistinctSet.ts";

describe("createDistinctSet", () => {
  const fill = (members: number, capacity: number) => {
    const random = randomNumbers(1);
    const hashes = Array.from({ length: members }, () => random(2 ** 32));
    const set = createDistinctSet<number>((hash) => hash, capacity);
    for (const hash of [...hashes, ...hashes]) set.add(hash);
    return { set, hashes: hashes.sort((a, b) => a - b) };
  };

  it("default: counts each member once and keeps them all", () => {
    const { set, hashes } = fill(1_000, 1_000);

    expect(set.count()).to.equal(1_000);
    expect(set.smallest().sort((a, b) => a - b)).to.deep.equal(hashes);
  });

  it("behavior: when full, keeps the smallest and estimates the count", () => {
    const { set, hashes } = fill(100_000, 4_096);
    const smallest = set.smallest().sort((a, b) => a - b);

    expect(smallest).to.deep.equal(hashes.slice(0, smallest.length));
    expect(smallest.length).to.be.within(2_000, 4_096);
    expect(set.count()).to.be.within(93_000, 107_000);
  });
});
