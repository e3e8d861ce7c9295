import { expect } from "chai";
import { randomNumbers } from "../../test/randomNumbers.ts";
import { ChunkSizeError, cutChunks, hashChunk } from "./cutChunks.ts";

function randomBytes(seed: number, length: number): Uint8Array {
  const random = randomNumbers(seed);
  return Uint8Array.from({ length }, () => random(256));
}

describe("cutChunks", () => {
  it("default: cuts all bytes into pieces of a quarter to four times the mean", () => {
    const content = randomBytes(1, 200_000);

    const chunks = cutChunks(content, 1_024);

    expect(Buffer.concat(chunks).equals(content)).to.equal(true);
    expect(chunks.length).to.be.within(100, 260);
    expect(chunks.slice(0, -1).every(({ length }) => length >= 256 && length <= 4_096)).to.equal(
      true,
    );
  });

  it("behavior: finds most of a passage again wherever it stands", () => {
    const passage = randomBytes(2, 50_000);
    const own = cutChunks(passage, 512).map(hashChunk);

    const around = Buffer.concat([randomBytes(3, 7_777), passage, randomBytes(4, 999)]);
    const others = new Set(cutChunks(around, 512).map(hashChunk));

    const found = own.filter((hash) => others.has(hash)).length;
    expect(found / own.length).to.be.greaterThan(0.95);
  });

  it("behavior: cuts what never says so at four times the mean", () => {
    const lengths = cutChunks(new Uint8Array(1_000).fill(1), 64).map(({ length }) => length);

    expect(lengths).to.deep.equal([256, 256, 256, 232]);
  });

  it("behavior: nothing has no chunks", () => {
    expect(cutChunks(new Uint8Array())).to.deep.equal([]);
  });

  it("error: refuses a mean out of range", () => {
    for (const mean of [32, 1_000, 2 ** 21]) {
      expect(() => cutChunks(new Uint8Array(), mean)).to.throw(ChunkSizeError);
    }
  });
});

describe("hashChunk", () => {
  it("default: is the beginning of SHA-256", () => {
    expect(hashChunk(Buffer.from("abc"))).to.equal("ba7816bf8f01cfea");
  });
});
