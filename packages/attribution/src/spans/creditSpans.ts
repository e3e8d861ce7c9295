import { toUnits } from "../toUnits.ts";
import type { Match, SuffixRange, TextIndex } from "./createTextIndex.ts";

/** A passage of an output that stands in the documents word for word, and is part of no longer one. */
export type Span = Match & {
  /** Place of its first token in the output. */
  start: number;
  /** How unlikely its tokens are together, `−log₂ Π p`, in 256ths of a bit. */
  rarity: number;
};

export type CreditOptions = {
  /** Number of owners. */
  owners: number;
  /** Shortest passage that counts. Defaults to 6 tokens. */
  minLength?: number | undefined;
  /** How many passages count, the rarest first. Defaults to all. */
  maxSpans?: number | undefined;
  /** What a passage weighs: its length times its rarity (the default), or its length alone. */
  weight?: "rarity" | "length" | undefined;
};

/** Who is to be credited for an output. */
export type SpanCredit = {
  /** In order of their places. */
  spans: Span[];
  /** Credit of each owner, times 1e9; the sum is exactly that of the weights. */
  credits: bigint[];
};

/** Thrown when a length or a number of spans or owners is no count, or a document's owner is none of these. */
export class SpanOptionError extends RangeError {
  override readonly name = "SpanOptionError";
  readonly option: string;

  constructor(option: string, value: number, range = "a whole number of at least 1") {
    super(`${option} is ${value}, and must be ${range}.`);
    this.option = option;
  }
}

/** Fixed-point scale of credits. */
export const CREDIT_SCALE = 1_000_000_000n;

export const MIN_SPAN_LENGTH = 6;

/**
 * Credits the owners of documents for an output that repeats passages of them. A passage's weight is
 * shared by its occurrences, so one that everybody has credits nobody much.
 *
 * Finds what is repeated word for word, and nothing else. Who registers a copy of a document takes
 * half of its credit: drop copies first (`findNearDuplicates`).
 *
 * Source: Liu et al., "Infini-gram", 2024 (arXiv 2401.17377), for the spans; Liu et al., "OLMoTrace",
 * 2025 (arXiv 2504.07096), for their rarity.
 *
 * @throws {SpanOptionError} When an option is no count, or there are more owners than it says.
 */
export function creditSpans(
  output: ArrayLike<number>,
  index: TextIndex,
  { owners, minLength = MIN_SPAN_LENGTH, maxSpans, weight = "rarity" }: CreditOptions,
): SpanCredit {
  for (const [option, value] of Object.entries({ owners, minLength, maxSpans: maxSpans ?? 1 })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new SpanOptionError(option, value);
  }

  const spans = findSpans(output, index, minLength)
    .sort((a, b) => b.rarity - a.rarity || a.start - b.start)
    .slice(0, maxSpans)
    .sort((a, b) => a.start - b.start);

  const credits = new Array<bigint>(owners).fill(0n);
  for (const { length, rarity, owners: shares } of spans) {
    const weighs = BigInt(weight === "rarity" ? length * rarity : length) * CREDIT_SCALE;
    const counts = shares.map(({ count }) => BigInt(count));
    toUnits(counts, weighs).units.forEach((credit, i) => {
      const owner = shares[i]?.owner ?? owners;
      if (owner >= owners) throw new SpanOptionError("owners", owners, `more than ${owner}`);
      credits[owner] = (credits[owner] ?? 0n) + credit;
    });
  }
  return { spans, credits };
}

function findSpans(output: ArrayLike<number>, index: TextIndex, minLength: number): Span[] {
  const rarityOf = createRarity(index);
  const spans: Span[] = [];
  let end = 0;
  for (let start = 0; start < output.length; start++) {
    const range = index.findLongest(output, start);
    // What ends where the one before ends is a part of it.
    const isMaximal = start + range.length > end;
    end = start + range.length;
    if (isMaximal && range.length >= minLength) spans.push(toSpan(start, range));
  }
  return spans;

  function toSpan(start: number, range: SuffixRange): Span {
    let rarity = 0;
    for (let at = start; at < start + range.length; at++) rarity += rarityOf(output[at] ?? 0);
    const { length, from, to } = range;
    return { start, length, occurrences: to - from, owners: index.ownersIn(range), rarity };
  }
}

const PRECISION = 256n;

/**
 * The rarity of a token, `⌊256 log₂(size / count)⌋`: exactly, as the bits of a 256th power, because
 * the language leaves the last bit of a logarithm to the engine.
 */
function createRarity({ size, countOf }: TextIndex): (token: number) => number {
  const known = new Map<number, number>();
  return (token) => {
    const count = countOf(token);
    const rarity =
      known.get(count) ??
      (BigInt(size) ** PRECISION / BigInt(count) ** PRECISION).toString(2).length - 1;
    known.set(count, rarity);
    return rarity;
  };
}
