import { buildSuffixArray } from "./buildSuffixArray.ts";

/** A document as tokens of any tokeniser, and whose it is. */
export type TokenDocument = { tokens: ArrayLike<number>; owner: number };

/** Where some tokens in a row stand in the documents. */
export type Match = {
  /** How many of the tokens match. */
  length: number;
  /** How often they occur. */
  occurrences: number;
  /** The owners of the occurrences, ascending, with how many each has. */
  owners: { owner: number; count: number }[];
};

/** Finds passages of documents again. */
export type TextIndex = {
  /** The longest run of tokens from a place on that some document has; undefined if there is none. */
  readonly findLongest: (tokens: ArrayLike<number>, from: number) => SuffixRange;
  /** Who owns the occurrences that {@link findLongest} found. */
  readonly ownersIn: (range: SuffixRange) => Match["owners"];
  /** How often a token occurs. */
  readonly countOf: (token: number) => number;
  /** Tokens of all documents. */
  readonly size: number;
};

/** Neighbouring suffixes that begin with the same `length` tokens. */
export type SuffixRange = { length: number; from: number; to: number };

/** Stands after every document, and in no query: no match reaches from one document into the next. */
const SEPARATOR = 0;

/** Indexes documents, about a million tokens of them, by a suffix array. */
export function createTextIndex(documents: readonly TokenDocument[]): TextIndex {
  const { text, ownerAt, numberOf, counts } = join(documents);
  const suffixes = buildSuffixArray(text, counts.length);

  const tokenAt = (suffix: number, offset: number) => text[(suffixes[suffix] ?? 0) + offset] ?? 0;
  /** The first suffix of a range whose token at an offset is at least so large. */
  const findFirst = ({ length, from, to }: SuffixRange, token: number) => {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (tokenAt(middle, length) < token) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    size: text.length - documents.length,
    countOf: (token) => counts[numberOf.get(token) ?? SEPARATOR] ?? 0,
    findLongest(tokens, start) {
      let range: SuffixRange = { length: 0, from: 0, to: suffixes.length };
      for (let at = start; at < tokens.length; at++) {
        const token = numberOf.get(tokens[at] ?? -1);
        if (token === undefined) break;
        const [from, to] = [findFirst(range, token), findFirst(range, token + 1)];
        if (from === to) break;
        range = { length: range.length + 1, from, to };
      }
      return range;
    },
    ownersIn({ from, to }) {
      const found = new Map<number, number>();
      for (let suffix = from; suffix < to; suffix++) {
        const owner = ownerAt[suffixes[suffix] ?? 0] ?? 0;
        found.set(owner, (found.get(owner) ?? 0) + 1);
      }
      return [...found]
        .map(([owner, count]) => ({ owner, count }))
        .sort((a, b) => a.owner - b.owner);
    },
  };
}

/** Writes the documents one after the other, in tokens numbered from one. */
function join(documents: readonly TokenDocument[]) {
  const size = documents.reduce((sum, { tokens }) => sum + tokens.length + 1, 0);
  const text = new Uint32Array(size);
  const ownerAt = new Uint32Array(size);
  const numberOf = new Map<number, number>();
  const counts = [0];
  let at = 0;
  for (const { tokens, owner } of documents) {
    for (let i = 0; i < tokens.length; i++, at++) {
      const token = tokens[i] ?? 0;
      const number = numberOf.get(token) ?? numberOf.size + 1;
      numberOf.set(token, number);
      counts[number] = (counts[number] ?? 0) + 1;
      text[at] = number;
      ownerAt[at] = owner;
    }
    text[at++] = SEPARATOR;
  }
  return { text, ownerAt, numberOf, counts };
}
