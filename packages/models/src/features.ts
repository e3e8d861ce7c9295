import type { MailText } from "./mailText.ts";
import { hashTokens } from "./tokens.ts";

/** Features are numbered with this many bits; words that share a number share a weight. */
export const FEATURE_BITS = 15;

/** Number of features. */
export const FEATURES = 2 ** FEATURE_BITS;

/** A feature value of 1.0. Every mail's vector has length 8.0, or 0 if it has no word. */
export const FEATURE_ONE = 512;

const VECTOR_LENGTH = 8 * FEATURE_ONE;

/** The non-zero features of a mail. */
export type FeatureVector = {
  /** Feature numbers, ascending. */
  indices: Uint16Array;
  /** Their values in units of 1/{@link FEATURE_ONE}, 0 to 4096. */
  values: Uint16Array;
};

/** Counts above this are treated alike. */
const MAX_COUNT = 255;

/** floor(256 log2(1 + count)), exactly: the bit length of (1 + count)^256. */
const LOG_COUNTS = Uint16Array.from(
  { length: MAX_COUNT + 1 },
  (_, count) => (BigInt(count + 1) ** 256n).toString(2).length - 1,
);

/**
 * Describes a mail by its hashed words: log2(1 + count), scaled to a vector of fixed length so that
 * long mails do not shout. Words of the subject count once as such and once as words.
 *
 * Integers only, so every machine gets the same vector. Changing anything here changes what the
 * weights mean: raise the version in `serialize.ts`.
 *
 * Source: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009.
 */
export function extractFeatures({ subject, body }: MailText): FeatureVector {
  const counts = new Uint8Array(FEATURES);
  const seen: number[] = [];
  const count = (hash: number) => {
    const feature = (hash ^ (hash >>> FEATURE_BITS)) & (FEATURES - 1);
    const before = counts[feature] ?? 0;
    if (before === 0) seen.push(feature);
    if (before < MAX_COUNT) counts[feature] = before + 1;
  };
  hashTokens(subject, "subject", count);
  hashTokens(subject, "body", count);
  hashTokens(body, "body", count);

  const indices = Uint16Array.from(seen).sort();
  return { indices, values: normalise(indices, counts) };
}

function normalise(indices: Uint16Array, counts: Uint8Array): Uint16Array {
  const logs = indices.map((feature) => LOG_COUNTS[counts[feature] ?? 0] ?? 0);
  const length = floorSqrt(logs.reduce((sum, log) => sum + log * log, 0));

  // At most 2^11 * 2^12 over at least 2^8: a division of small integers, so floor is exact.
  return logs.map((log) => Math.floor((log * VECTOR_LENGTH) / length));
}

/** Integer square root. The language leaves the last bit of Math.sqrt to the engine; this does not. */
function floorSqrt(n: number): number {
  let root = Math.floor(Math.sqrt(n));
  while (root * root > n) root--;
  while ((root + 1) * (root + 1) <= n) root++;
  return root;
}
