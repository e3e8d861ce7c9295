/**
 * Returns a generator of whole numbers from 0 to 2^32 − 1, the same for the same seed.
 * Source: mulberry32 by Tommy Ettinger, public domain.
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Shuffles in place (Fisher and Yates). The remainder favours low indices by less than 1e-5. */
export function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const pick = random() % (last + 1);
    // Both indices are inside the array.
    [items[last], items[pick]] = [items[pick] as T, items[last] as T];
  }
}
