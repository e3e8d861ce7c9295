import { createBuckets } from "./createBuckets.ts";
import { createMinHasher, type MinHashOptions, type Signature } from "./createMinHasher.ts";
import { hashShingles, mixBits, SHINGLE_WORDS } from "./hashShingles.ts";
import { countShared } from "./resemblance.ts";

export type NearDuplicateOptions = Pick<MinHashOptions, "seed"> & {
  /** The Jaccard index of shingles, in per cent, from which a document is a copy. Defaults to 80. */
  thresholdPercent?: number | undefined;
  /** Words of one shingle. Defaults to 3. */
  shingleWords?: number | undefined;
};

/** A document that says what an earlier one says. */
export type NearDuplicate = {
  /** Place of the copy. */
  document: number;
  /** Place of the original, which is earlier and not a copy itself. */
  original: number;
  /** Their Jaccard index in per cent, rounded down. */
  resemblancePercent: number;
};

/** Thrown when a threshold would let nothing, or everything, be a copy. */
export class ThresholdError extends RangeError {
  override readonly name = "ThresholdError";

  constructor(percent: number) {
    super(`A threshold of ${percent} % is not possible. Use a whole number from 50 to 100.`);
  }
}

/** 32 bands of 4 words each find a pair that is 80 % alike with a probability of 1 − 5e-8. */
const BANDS = 32;
const ROWS = 4;

/**
 * Finds the documents that are copies, or almost, of earlier ones. Pass them in order of
 * registration: the first to say a thing keeps it. A document is compared with those that were kept,
 * not with copies, so likeness does not creep along a chain.
 *
 * MinHash signatures in bands propose pairs, and the exact Jaccard index of their shingles decides:
 * nothing is called a copy that is not one. A copy that is exactly as alike as the threshold asks is
 * missed with a probability of `(1 − t⁴)³²`: 5e-8 at 80 %, 1.3e-1 at 50 %; a whole copy never.
 * Rewording beyond the threshold is not found.
 *
 * @throws {ThresholdError} When the threshold is out of range.
 *
 * @example
 * const copies = findNearDuplicates(documents);
 * const kept = documents.filter((_, i) => !copies.some(({ document }) => document === i));
 */
export function findNearDuplicates(
  documents: readonly Uint8Array[],
  { thresholdPercent = 80, shingleWords = SHINGLE_WORDS, seed }: NearDuplicateOptions = {},
): NearDuplicate[] {
  if (!Number.isInteger(thresholdPercent) || thresholdPercent < 50 || thresholdPercent > 100) {
    throw new ThresholdError(thresholdPercent);
  }

  const hasher = createMinHasher({ permutations: BANDS * ROWS, seed });
  const buckets = createBuckets({ bands: BANDS, capacity: documents.length });
  const shingles: Uint32Array[] = [];
  const copies: NearDuplicate[] = [];
  documents.forEach((text, document) => {
    const own = hashShingles(text, shingleWords);
    shingles.push(own);
    const keys = bandKeys(hasher.sign(own));
    const original = findOriginal(own, buckets.candidates(keys), shingles, thresholdPercent);
    if (original === undefined) buckets.add(keys, document);
    else copies.push({ document, ...original });
  });
  return copies;
}

/** The most alike of the candidates that reach the threshold, the earliest if they tie. */
function findOriginal(
  own: Uint32Array,
  candidates: readonly number[],
  shingles: readonly Uint32Array[],
  thresholdPercent: number,
): Omit<NearDuplicate, "document"> | undefined {
  let best: { original: number; shared: number; all: number } | undefined;
  for (const original of candidates) {
    const other = shingles[original] ?? own;
    const [short, long] = [own.length, other.length].sort((a, b) => a - b) as [number, number];
    // Sets of such different sizes cannot be alike enough, whatever they hold.
    if (short * 100 < long * thresholdPercent) continue;
    const shared = countShared(own, other);
    const all = short + long - shared;
    if (shared * 100 < all * thresholdPercent) continue;
    if (best === undefined || shared * best.all > best.shared * all) {
      best = { original, shared, all };
    }
  }
  if (best === undefined) return undefined;
  const { original, shared, all } = best;
  return { original, resemblancePercent: Math.floor((100 * shared) / all) };
}

/** One 32-bit key a band. Bands that collide only propose a pair in vain. */
function bandKeys(signature: Signature): Uint32Array {
  return Uint32Array.from({ length: BANDS }, (_, band) => {
    let key = band;
    for (let row = 0; row < ROWS; row++) key = mixBits(key ^ (signature[band * ROWS + row] ?? 0));
    return key;
  });
}
