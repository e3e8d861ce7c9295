import { expect } from "chai";
import { randomNumbers } from "../../test/randomNumbers.ts";
import { createMinHasher, estimateResemblance, MinHashError } from "./createMinHasher.ts";
import { findNearDuplicates, type NearDuplicate, ThresholdError } from "./findNearDuplicates.ts";
import { hashShingles } from "./hashShingles.ts";
import { countShared, resemblance } from "./resemblance.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

const WORDS = Array.from({ length: 500 }, (_, i) => `word${i}`);

/** Documents of words drawn at random; some are earlier ones with a few words exchanged. */
function randomDocuments(seed: number, count: number): string[][] {
  const random = randomNumbers(seed);
  const word = () => WORDS[random(WORDS.length)]!;
  const documents: string[][] = [];
  for (let i = 0; i < count; i++) {
    const model = documents[random(2 * count)];
    const changes = 1 + random(12);
    const text = model?.slice() ?? Array.from({ length: 40 + random(60) }, word);
    for (let change = 0; model && change < changes; change++) text[random(text.length)] = word();
    documents.push(text);
  }
  return documents;
}

/** The definition: each document beside every earlier one that was kept, by sets of words in a row. */
function compareAll(documents: readonly string[][], thresholdPercent: number): NearDuplicate[] {
  const sets = documents.map(
    (words) => new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(" "))),
  );
  const kept: number[] = [];
  const copies: NearDuplicate[] = [];
  sets.forEach((set, document) => {
    const alike = kept
      .map((original) => {
        const shared = [...set].filter((shingle) => sets[original]!.has(shingle)).length;
        return { original, share: (100 * shared) / (set.size + sets[original]!.size - shared) };
      })
      .filter(({ share }) => share >= thresholdPercent)
      .toSorted((a, b) => b.share - a.share || a.original - b.original);
    const [best] = alike;
    if (best === undefined) kept.push(document);
    else
      copies.push({
        document,
        original: best.original,
        resemblancePercent: Math.floor(best.share),
      });
  });
  return copies;
}

describe("findNearDuplicates", () => {
  it("default: finds what comparing every pair finds", () => {
    let found = 0;
    for (const thresholdPercent of [70, 80, 100]) {
      for (let seed = 1; seed <= 4; seed++) {
        const documents = randomDocuments(seed, 150);

        const copies = findNearDuplicates(
          documents.map((words) => bytes(words.join(" "))),
          { thresholdPercent },
        );

        expect(copies).to.deep.equal(compareAll(documents, thresholdPercent));
        found += copies.length;
      }
    }
    expect(found).to.be.greaterThan(50);
  });

  it("behavior: the first to say a thing keeps it, in other case, layout and punctuation too", () => {
    const texts = ["Buy NOW, it is cheap!", "See you at noon.", "buy now it\r\n\tis  cheap"];

    expect(findNearDuplicates(texts.map(bytes))).to.deep.equal([
      { document: 2, original: 0, resemblancePercent: 100 },
    ]);
  });

  it("behavior: likeness does not creep along a chain", () => {
    const chain = Array.from({ length: 9 }, (_, i) =>
      Array.from({ length: 60 }, (_, at) => (at < 4 * i ? `new${at}` : `old${at}`)).join(" "),
    );

    const copies = findNearDuplicates(chain.map(bytes));

    // Each is 87 % like the one before; every other one is too far from the one that was kept.
    expect(copies.map(({ document, original }) => [document, original])).to.deep.equal([
      [1, 0],
      [3, 2],
      [5, 4],
      [7, 6],
    ]);
  });

  it("behavior: texts without a word are copies only if their bytes are the same", () => {
    const copies = findNearDuplicates(["", "!!!", "???", "!!!", ""].map(bytes));

    expect(copies.map(({ document, original }) => [document, original])).to.deep.equal([
      [3, 1],
      [4, 0],
    ]);
  });

  it("behavior: the seed changes nothing in what is found", () => {
    const documents = randomDocuments(9, 120).map((words) => bytes(words.join(" ")));

    expect(findNearDuplicates(documents, { seed: `0x${"ab".repeat(32)}` })).to.deep.equal(
      findNearDuplicates(documents),
    );
  });

  it("error: refuses a threshold out of range", () => {
    for (const thresholdPercent of [49, 101, 80.5]) {
      expect(() => findNearDuplicates([], { thresholdPercent })).to.throw(ThresholdError);
    }
  });
});

describe("createMinHasher", () => {
  it("default: estimates the Jaccard index of sets", () => {
    const random = randomNumbers(4);
    const { sign } = createMinHasher();
    for (const overlap of [0, 100, 250, 400, 500]) {
      const draw = () => random(2 ** 32);
      const shared = Array.from({ length: overlap }, draw);
      const set = () =>
        Uint32Array.from([...shared, ...Array.from({ length: 500 - overlap }, draw)]).sort();
      const [a, b] = [set(), set()];

      const estimate = estimateResemblance(sign(a), sign(b));

      // Four standard errors.
      const exact = resemblance(a, b);
      const tolerance = 4 * Math.sqrt((exact * (1 - exact)) / 128);
      expect(estimate).to.be.within(exact - tolerance, exact + tolerance);
    }
  });

  it("args: permutations: is the length of a signature", () => {
    expect(createMinHasher({ permutations: 64 }).sign(Uint32Array.of(1)).length).to.equal(64);
  });

  it("error: refuses no permutation and too many", () => {
    for (const permutations of [0, 1.5, 4_097]) {
      expect(() => createMinHasher({ permutations })).to.throw(MinHashError);
    }
  });
});

describe("hashShingles", () => {
  it("default: is a set of one hash for each run of words", () => {
    const shingles = hashShingles(bytes("a b c d a b c"));

    // abc, bcd, cda, dab; abc a second time.
    expect(shingles.length).to.equal(4);
    expect(countShared(shingles, hashShingles(bytes("a b c")))).to.equal(1);
    expect([...shingles]).to.deep.equal([...shingles].toSorted((a, b) => a - b));
  });

  it("args: words: how many make a shingle", () => {
    expect(hashShingles(bytes("a b c d"), 1).length).to.equal(4);
    expect(hashShingles(bytes("a b c d"), 9).length).to.equal(1);
  });
});

describe("resemblance", () => {
  it("default: is shared members over all members", () => {
    const [a, b, none] = [Uint32Array.of(1, 2, 3), Uint32Array.of(2, 3, 4, 5), Uint32Array.of()];

    expect(resemblance(a, b)).to.equal(2 / 5);
    expect(resemblance(a, none)).to.equal(0);
    expect(resemblance(none, none)).to.equal(1);
  });
});
