/** A set of hashes that counts all of its members, but keeps only the smallest when they are many. */
export type DistinctSet<Hash> = {
  readonly add: (hash: Hash) => void;
  /** Members that were added, each once; an estimate once some were dropped. */
  readonly count: () => number;
  /** The smallest, in no order; all while there are no more than the capacity. */
  readonly smallest: () => Hash[];
};

/** Members that are kept at most, of a gigabyte as of a terabyte. */
export const DISTINCT_CAPACITY = 2 ** 18;

/**
 * Creates a set that halves what it keeps whenever it is full: of evenly spread hashes, those whose
 * upper bits are zero are a fair sample, and the smallest. The count is then off by some 0.3 %.
 *
 * @param upperWord The upper 32 bits of a hash.
 */
export function createDistinctSet<Hash>(
  upperWord: (hash: Hash) => number,
  capacity = DISTINCT_CAPACITY,
): DistinctSet<Hash> {
  let kept = new Set<Hash>();
  let dropped = 0;
  const isSmall = (hash: Hash) => upperWord(hash) < 2 ** (32 - dropped);

  return {
    add(hash) {
      if (!isSmall(hash)) return;
      kept.add(hash);
      while (kept.size > capacity) {
        dropped++;
        kept = new Set([...kept].filter(isSmall));
      }
    },
    count: () => kept.size * 2 ** dropped,
    smallest: () => [...kept],
  };
}
