import { estimateResemblance } from "../duplicates/createMinHasher.ts";
import type { Fingerprint } from "./Fingerprint.ts";

/** Something that was registered before, by its fingerprint. */
export type RegisteredAsset = { assetId: bigint; fingerprint: Fingerprint };

/** How a candidate is like something registered, in per cent; estimates, but for chunks of up to 4 MB. */
export type Resemblance = {
  assetId: bigint;
  /** Of the candidate's chunks, those that are in the other, byte for byte. */
  chunksFound: number;
  /** Of the candidate's runs of words, those that are in the other; for text in another layout. */
  wordsFound: number;
  /** Of the other's chunks or runs of words, whichever is more, those that the candidate takes. */
  taken: number;
  /** How close the two are: the same, mostly taken from the other, or partly. */
  kind: "copy" | "derived" | "overlap";
};

/** What an owner should know before paying for a registration. */
export type Originality = {
  /** Everything that the candidate resembles, the closest first. */
  resembles: Resemblance[];
  /** Assets that may be owed a royalty as parents, ascending. */
  parents: bigint[];
  /** How the candidate relates to them, if there are any. */
  relation: "DERIVED_FROM" | "MERGED_FROM" | undefined;
};

export type CompareOptions = {
  /** Per cent of the candidate from which it counts as resembling something. Defaults to 5. */
  overlapPercent?: number | undefined;
  /** Per cent of the candidate from which the other may be a parent. Defaults to 20. */
  parentPercent?: number | undefined;
};

/** Both have this much of each other when one is a copy. */
const COPY_PERCENT = 95;

/**
 * Compares data that are to be registered with what is registered: tells what they resemble, how
 * much, and which parents they may owe. It advises; it proves nothing, and who rewords is not found.
 *
 * @example
 * const { parents } = compareWithRegistered(fingerprint, registered);
 * // [12n]: name asset 12 as a parent, or be ready to explain
 */
export function compareWithRegistered(
  candidate: Fingerprint,
  registered: readonly RegisteredAsset[],
  { overlapPercent = 5, parentPercent = 20 }: CompareOptions = {},
): Originality {
  const resembles = registered
    .map(({ assetId, fingerprint }) => compare(candidate, fingerprint, { assetId, parentPercent }))
    .filter((resemblance) => foundOf(resemblance) >= overlapPercent)
    .sort((a, b) => foundOf(b) - foundOf(a) || (a.assetId < b.assetId ? -1 : 1));

  const parents = resembles
    .filter(({ kind }) => kind !== "overlap")
    .map(({ assetId }) => assetId)
    .sort((a, b) => (a < b ? -1 : 1));
  const relation = parents.length > 1 ? "MERGED_FROM" : "DERIVED_FROM";
  return { resembles, parents, relation: parents.length === 0 ? undefined : relation };
}

const foundOf = ({ chunksFound, wordsFound }: Resemblance) => Math.max(chunksFound, wordsFound);

function compare(
  candidate: Fingerprint,
  other: Fingerprint,
  { assetId, parentPercent }: { assetId: bigint; parentPercent: number },
): Resemblance {
  const chunks = compareChunks(candidate.chunks, other.chunks);
  const words = compareWords(candidate.shingles, other.shingles);
  const taken = Math.max(chunks.ofOther, words.ofOther);
  const found = Math.max(chunks.ofOwn, words.ofOwn);

  const isCopy = found >= COPY_PERCENT && taken >= COPY_PERCENT;
  const kind = isCopy ? "copy" : found >= parentPercent ? "derived" : "overlap";
  return { assetId, chunksFound: chunks.ofOwn, wordsFound: words.ofOwn, taken, kind };
}

/** Shares in per cent, rounded to the nearest. */
type Shares = { ofOwn: number; ofOther: number };

/**
 * Of both sides the hashes up to a limit are known completely: the largest hash of a list that was
 * cut short. Below it the shares are those of the whole, up to chance.
 */
function compareChunks(own: Fingerprint["chunks"], other: Fingerprint["chunks"]): Shares {
  const limits = [own, other]
    .filter(({ count, hashes }) => hashes.length < count)
    .map(({ hashes }) => hashes.at(-1) ?? "");
  const isKnown = (hash: string) => limits.every((limit) => hash <= limit);
  const [mine, theirs] = [own.hashes.filter(isKnown), other.hashes.filter(isKnown)];

  const known = new Set(theirs);
  const shared = mine.filter((hash) => known.has(hash)).length;
  return { ofOwn: toPercent(shared, mine.length), ofOther: toPercent(shared, theirs.length) };
}

/** From the Jaccard index `J` and the sizes, the shared members: `J (a + b) / (1 + J)`. */
function compareWords(own: Fingerprint["shingles"], other: Fingerprint["shingles"]): Shares {
  const [mine, theirs] = [own, other].map(({ signature }) => Uint32Array.from(signature));
  if (mine === undefined || theirs === undefined || own.count === 0 || other.count === 0) {
    return { ofOwn: 0, ofOther: 0 };
  }
  const jaccard = estimateResemblance(mine, theirs);
  const shared = (jaccard * (own.count + other.count)) / (1 + jaccard);
  return { ofOwn: toPercent(shared, own.count), ofOther: toPercent(shared, other.count) };
}

function toPercent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.round((100 * part) / whole));
}
