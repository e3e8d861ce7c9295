/** Documents by the keys of their bands, in flat arrays: a map of lists takes most of the time. */
export type Buckets = {
  /** The documents that share the key of some band, ascending. */
  readonly candidates: (keys: Uint32Array) => number[];
  /** Documents must be added in ascending order. */
  readonly add: (keys: Uint32Array, document: number) => void;
};

/** In a chain, documents are counted from one, so that zero ends it. */
export function createBuckets({ bands, capacity }: { bands: number; capacity: number }): Buckets {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * capacity)));
  const heads = new Uint32Array(bands * slots);
  const next = new Uint32Array(bands * capacity);
  const keysOf = new Uint32Array(bands * capacity);
  const seenBy = new Uint32Array(capacity);
  let visit = 0;

  const slotOf = (band: number, key: number) => band * slots + (key & (slots - 1));

  return {
    candidates(keys) {
      visit++;
      const found: number[] = [];
      for (let band = 0; band < bands; band++) {
        const key = keys[band] ?? 0;
        let link = heads[slotOf(band, key)] ?? 0;
        while (link !== 0) {
          const document = link - 1;
          const entry = document * bands + band;
          if (keysOf[entry] === key && seenBy[document] !== visit) {
            seenBy[document] = visit;
            found.push(document);
          }
          link = next[entry] ?? 0;
        }
      }
      return found.sort((a, b) => a - b);
    },
    add(keys, document) {
      for (let band = 0; band < bands; band++) {
        const key = keys[band] ?? 0;
        const slot = slotOf(band, key);
        const entry = document * bands + band;
        keysOf[entry] = key;
        next[entry] = heads[slot] ?? 0;
        heads[slot] = document + 1;
      }
    },
  };
}
