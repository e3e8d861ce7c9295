import { expect } from "chai";
import { randomNumbers } from "../../test/randomNumbers.ts";
import { buildSuffixArray } from "./buildSuffixArray.ts";
import { createTextIndex, type TokenDocument } from "./createTextIndex.ts";
import { CREDIT_SCALE, creditSpans, SpanOptionError } from "./creditSpans.ts";

/** Few words, so that much is repeated. */
function randomCase(seed: number) {
  const random = randomNumbers(seed);
  const words = (count: number) => Array.from({ length: count }, () => random(3) + 1);
  const documents = Array.from({ length: 6 }, (_, i) => ({
    tokens: words(random(25)),
    owner: i % 3,
  }));
  return { documents, output: words(30) };
}

/** Every place where a run of tokens stands, by looking everywhere. */
function findAll(run: readonly number[], documents: readonly TokenDocument[]): number[] {
  return documents.flatMap(({ tokens, owner }) =>
    Array.from(tokens).flatMap((_, at) =>
      run.every((token, i) => tokens[at + i] === token) ? [owner] : [],
    ),
  );
}

/** Every passage that cannot be extended to either side. */
function findSpansNaively(output: number[], documents: TokenDocument[], minLength: number) {
  const occurs = (start: number, end: number) =>
    start >= 0 && end <= output.length && findAll(output.slice(start, end), documents).length > 0;
  const spans: { start: number; length: number; owners: number[] }[] = [];
  for (let start = 0; start < output.length; start++) {
    for (let end = start + minLength; end <= output.length; end++) {
      if (!occurs(start, end) || occurs(start - 1, end) || occurs(start, end + 1)) continue;
      const owners = findAll(output.slice(start, end), documents);
      spans.push({ start, length: end - start, owners });
    }
  }
  return spans;
}

describe("creditSpans", () => {
  it("default: finds the passages, and the owners of each, that looking everywhere finds", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { documents, output } = randomCase(seed);
      const index = createTextIndex(documents);

      const { spans, credits } = creditSpans(output, index, {
        owners: 3,
        minLength: 3,
        weight: "length",
      });

      const naive = findSpansNaively(output, documents, 3);
      expect(
        spans.map(({ start, length, owners }) => ({
          ...{ start, length },
          owners: owners.flatMap(({ owner, count }) => new Array<number>(count).fill(owner)),
        })),
      ).to.deep.equal(naive.map((span) => ({ ...span, owners: span.owners.toSorted() })));
      for (const [owner, credit] of credits.entries()) {
        const exact = naive.reduce(
          (sum, { length, owners }) =>
            sum + (length * owners.filter((o) => o === owner).length) / owners.length,
          0,
        );
        expect(Number(credit) / Number(CREDIT_SCALE)).to.be.closeTo(exact, 1e-7);
      }
    }
  });

  // ATT-3
  it("behavior: hands out the weights exactly", () => {
    const { documents, output } = randomCase(7);

    const { spans, credits } = creditSpans(output, createTextIndex(documents), {
      owners: 3,
      minLength: 2,
    });

    const weights = spans.reduce((sum, { length, rarity }) => sum + length * rarity, 0);
    expect(credits.reduce((a, b) => a + b)).to.equal(BigInt(weights) * CREDIT_SCALE);
  });

  const common = [1, 2, 3, 1, 2, 3, 1, 2, 3];
  const rare = [21, 22, 23, 24, 25, 26];
  const documents = [
    { tokens: [...common, ...rare, 4, 5], owner: 0 },
    { tokens: [...common, ...common], owner: 1 },
  ];

  it("behavior: credits a planted passage to its owner alone, and what is rare more", () => {
    const output = [9, 9, ...rare, 9, 9, 1, 2, 3, 1, 2, 3, 9];

    const { spans, credits } = creditSpans(output, createTextIndex(documents), { owners: 2 });

    expect(spans.map(({ start, length, owners }) => ({ start, length, owners }))).to.deep.equal([
      { start: 2, length: 6, owners: [{ owner: 0, count: 1 }] },
      {
        start: 10,
        length: 6,
        owners: [
          { owner: 0, count: 2 },
          { owner: 1, count: 5 },
        ],
      },
    ]);
    expect(spans[0]!.rarity).to.be.greaterThan(2 * spans[1]!.rarity);
    expect(credits[0]! > credits[1]!).to.equal(true);
  });

  it("behavior: no passage reaches from one document into the next", () => {
    const index = createTextIndex([
      { tokens: [1, 2, 3], owner: 0 },
      { tokens: [4, 5, 6], owner: 1 },
    ]);

    const { spans } = creditSpans([1, 2, 3, 4, 5, 6], index, { owners: 2, minLength: 3 });

    expect(spans.map(({ length }) => length)).to.deep.equal([3, 3]);
  });

  it("behavior: a copy takes half, which is why copies are dropped first", () => {
    const copied = [documents[0]!, { ...documents[0]!, owner: 1 }];

    const { credits } = creditSpans(rare, createTextIndex(copied), { owners: 2 });

    expect(credits[0]).to.equal(credits[1]);
  });

  it("args: maxSpans: keeps the rarest", () => {
    const output = [...rare, 9, 1, 2, 3, 1, 2, 3];

    const { spans } = creditSpans(output, createTextIndex(documents), { owners: 2, maxSpans: 1 });

    expect(spans.map(({ start }) => start)).to.deep.equal([0]);
  });

  it("args: output, documents: nothing credits nobody", () => {
    const index = createTextIndex([]);

    expect(creditSpans([], createTextIndex(documents), { owners: 2 }).credits).to.deep.equal([
      0n,
      0n,
    ]);
    expect(creditSpans(rare, index, { owners: 1 })).to.deep.equal({ spans: [], credits: [0n] });
  });

  it("error: names the option that is no count, and owners who are left out", () => {
    const index = createTextIndex(documents);
    expect(() => creditSpans([1, 2, 3, 1, 2, 3], index, { owners: 1 }))
      .to.throw(SpanOptionError)
      .with.property("option", "owners");
    for (const [option, options] of Object.entries({
      owners: { owners: 0 },
      minLength: { owners: 1, minLength: 0 },
      maxSpans: { owners: 1, maxSpans: 1.5 },
    })) {
      expect(() => creditSpans(rare, index, options))
        .to.throw(SpanOptionError)
        .with.property("option", option);
    }
  });
});

describe("buildSuffixArray", () => {
  it("default: equals sorting the suffixes", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomNumbers(seed);
      const alphabet = 1 + random(4);
      const text = Uint32Array.from({ length: random(60) }, () => random(alphabet));
      const suffix = (at: number) => String.fromCharCode(...text.subarray(at));

      const sorted = [...text.keys()].sort((a, b) => (suffix(a) < suffix(b) ? -1 : 1));

      expect([...buildSuffixArray(text, alphabet)]).to.deep.equal(sorted);
    }
  });
});
