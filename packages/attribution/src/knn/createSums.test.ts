import { expect } from "chai";
import { createSums } from "./createSums.ts";

describe("createSums", () => {
  it("default: adds up exactly far past 2^53, in both halves and with either sign", () => {
    const rows = 100_000;
    const largest = rows * 1e9 - 1;
    const sums = createSums(rows);

    for (let round = 0; round < 1_000; round++) {
      const { high, low } = sums.next();
      high[0]! += largest;
      low[0]! += largest;
      low[rows - 1]! -= largest;
    }

    const expected = 1_000n * BigInt(largest);
    const read = sums.read();
    expect(read[0]).to.equal(expected * 1_000_000_001n);
    expect(read[rows - 1]).to.equal(-expected);
    expect(read[1]).to.equal(0n);
  });
});
