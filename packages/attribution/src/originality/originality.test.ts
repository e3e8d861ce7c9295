import { expect } from "chai";
import { randomNumbers } from "../../test/randomNumbers.ts";
import { compareWithRegistered } from "./compareWithRegistered.ts";
import { createFingerprinter } from "./createFingerprinter.ts";
import { FingerprintError, parseFingerprint, serializeFingerprint } from "./Fingerprint.ts";

/** Documents of about 3 KB; different seeds have no run of three words in common. */
function documents(seed: number, count: number): string[] {
  const random = randomNumbers(seed);
  const word = () => `w${random(5_000)}`;
  return Array.from({ length: count }, () => Array.from({ length: 500 }, word).join(" "));
}

function fingerprint(texts: readonly string[]) {
  const { add, finish } = createFingerprinter();
  for (const text of texts) add(Buffer.from(text));
  return finish();
}

const MINE = documents(1, 60);
const OTHERS = documents(2, 60);
const registered = (texts: readonly string[], assetId = 5n) => ({
  ...{ assetId, fingerprint: fingerprint(texts) },
});

describe("compareWithRegistered", () => {
  it("default: what is all one's own resembles nothing", () => {
    expect(compareWithRegistered(fingerprint(MINE), [registered(OTHERS)])).to.deep.equal({
      resembles: [],
      parents: [],
      relation: undefined,
    });
  });

  it("behavior: a copy is one, in whatever order the files come", () => {
    const { resembles, parents, relation } = compareWithRegistered(fingerprint(MINE.toReversed()), [
      registered(OTHERS, 4n),
      registered(MINE, 5n),
    ]);

    expect(resembles).to.deep.equal([
      { assetId: 5n, chunksFound: 100, wordsFound: 100, taken: 100, kind: "copy" },
    ]);
    expect({ parents, relation }).to.deep.equal({ parents: [5n], relation: "DERIVED_FROM" });
  });

  it("behavior: says how much of each was taken", () => {
    const mixed = [...MINE.slice(0, 30), ...OTHERS.slice(0, 10)];

    const { resembles, parents, relation } = compareWithRegistered(fingerprint(mixed), [
      registered(MINE, 8n),
      registered(OTHERS, 3n),
    ]);

    // 30 of 40 documents and 10 of 40; half and a sixth of what is registered.
    const [most, less] = resembles;
    expect(most!.assetId).to.equal(8n);
    expect(most!.chunksFound).to.be.within(70, 80);
    expect(most!.taken).to.be.within(48, 62);
    expect(less!.chunksFound).to.be.within(20, 30);
    expect({ parents, relation }).to.deep.equal({ parents: [3n, 8n], relation: "MERGED_FROM" });
  });

  it("behavior: finds text in another case and layout by its words alone", () => {
    const disguised = MINE.map((text) => text.toUpperCase().replaceAll(" ", "\r\n"));

    const { resembles } = compareWithRegistered(fingerprint(disguised), [registered(MINE)]);

    expect(resembles).to.deep.equal([
      { assetId: 5n, chunksFound: 0, wordsFound: 100, taken: 100, kind: "copy" },
    ]);
  });

  it("behavior: little is an overlap, which owes nothing", () => {
    const mostlyMine = [...MINE.slice(0, 54), ...OTHERS.slice(0, 6)];

    const { resembles, parents } = compareWithRegistered(fingerprint(mostlyMine), [
      registered(OTHERS),
    ]);

    expect(resembles.map(({ kind }) => kind)).to.deep.equal(["overlap"]);
    expect(parents).to.deep.equal([]);
  });

  it("behavior: estimates from a sample of the chunks when they are many", () => {
    const chunkCount = 100_000;
    const random = randomNumbers(3);
    const hash = () =>
      [0, 0, 0, 0]
        .map(() =>
          random(2 ** 16)
            .toString(16)
            .padStart(4, "0"),
        )
        .join("");
    const shared = Array.from({ length: chunkCount / 4 }, hash);
    const none = { count: 0, signature: new Array<number>(128).fill(0) };
    const sampleOf = (own: number) => {
      const all = [...shared, ...Array.from({ length: own }, hash)].sort();
      return { chunks: { count: all.length, hashes: all.slice(0, 4_096) }, shingles: none };
    };

    const { resembles } = compareWithRegistered(sampleOf((3 * chunkCount) / 4), [
      { assetId: 1n, fingerprint: sampleOf(chunkCount / 4) },
    ]);

    expect(resembles[0]!.chunksFound).to.be.within(22, 28);
    expect(resembles[0]!.taken).to.be.within(46, 54);
  });

  it("args: parentPercent, overlapPercent: where the lines are drawn", () => {
    const half = fingerprint([...MINE.slice(0, 30), ...documents(9, 30)]);
    const options = { parentPercent: 60, overlapPercent: 40 };

    const strict = compareWithRegistered(half, [registered(MINE)], options);
    expect(strict.resembles.map(({ kind }) => kind)).to.deep.equal(["overlap"]);
    expect(
      compareWithRegistered(half, [registered(MINE)], { overlapPercent: 90 }).resembles,
    ).to.deep.equal([]);
  });
});

describe("serializeFingerprint and parseFingerprint", () => {
  it("default: give the same fingerprint back", () => {
    const taken = fingerprint(MINE);
    const json = serializeFingerprint(taken);

    expect(parseFingerprint(json)).to.deep.equal(taken);
    expect(json.length).to.be.lessThan(80_000);
  });

  const file = () =>
    JSON.parse(serializeFingerprint(fingerprint(MINE.slice(0, 3)))) as Record<string, never>;
  const faults: Record<string, () => unknown> = {
    "something else than an object": () => [],
    "another version": () => ({ ...file(), version: 2 }),
    "another size of chunks": () => ({ ...file(), chunkBytes: 512 }),
    "chunks out of order": () => ({
      ...file(),
      chunks: { count: 2, hashes: ["b".repeat(16), "a".repeat(16)] },
    }),
    "more hashes than chunks": () => ({
      ...file(),
      chunks: { count: 0, hashes: ["a".repeat(16)] },
    }),
    "a short signature": () => ({ ...file(), shingles: { count: 1, signature: [1] } }),
    "a word that is too large": () => ({
      ...file(),
      shingles: { count: 1, signature: new Array<number>(128).fill(2 ** 32) },
    }),
  };
  for (const [what, value] of Object.entries(faults)) {
    it(`error: ${what}`, () => {
      expect(() => parseFingerprint(JSON.stringify(value()))).to.throw(FingerprintError);
    });
  }

  it("error: something else than JSON", () => {
    expect(() => parseFingerprint("{")).to.throw(FingerprintError);
  });
});
