import { createHash } from "node:crypto";
import { expect } from "chai";
import { createRandom, SeedError } from "./createRandom.ts";

const SEED = `0x${"5a".repeat(32)}` as const;

describe("createRandom", () => {
  it("default: cuts SHA-256 of seed and counter into words", () => {
    const hash = (counter: number) =>
      createHash("sha256")
        .update(Buffer.from("5a".repeat(32), "hex"))
        .update(Buffer.from([0, 0, 0, 0, 0, 0, 0, counter]))
        .digest();
    const random = createRandom(SEED);

    const words = Array.from({ length: 9 }, () => random.below(2 ** 32));

    expect(words[0]).to.equal(hash(0).readUInt32BE(0));
    expect(words[7]).to.equal(hash(0).readUInt32BE(28));
    expect(words[8]).to.equal(hash(1).readUInt32BE(0));
  });

  it("behavior: gives every number its share", () => {
    const random = createRandom(SEED);
    const counts = [0, 0, 0];

    for (let i = 0; i < 3_000; i++) counts[random.below(3)]! += 1;

    // Seven standard deviations around 1,000, and the same on every machine.
    expect(counts.every((count) => Math.abs(count - 1_000) < 180)).to.equal(true);
  });

  it("behavior: skips the words above the last whole multiple of the bound", () => {
    const bound = 2 ** 31 + 1;
    const [all, some] = [createRandom(SEED), createRandom(SEED)];
    const words = Array.from({ length: 40 }, () => all.below(2 ** 32)).filter((w) => w < bound);

    expect(words.map(() => some.below(bound))).to.deep.equal(words);
  });

  it("error: refuses what is not 32 bytes", () => {
    for (const seed of ["0x", `0x${"5a".repeat(31)}`, `0x${"zz".repeat(32)}`] as const) {
      expect(() => createRandom(seed))
        .to.throw(SeedError)
        .with.property("seed", seed);
    }
  });
});
