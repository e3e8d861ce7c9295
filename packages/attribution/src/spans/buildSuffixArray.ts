/**
 * Sorts all suffixes of a text of small numbers: where each begins, in order. A suffix comes before
 * those that it begins.
 *
 * Doubles the sorted length each time, by counting: O(n log n) steps for a text without long
 * repetitions, a factor of the logarithm of their length with them.
 *
 * Source: Manber and Myers, "Suffix arrays", SIAM J. Comput. 1993.
 *
 * @param text Numbers from 0 to `alphabet − 1`.
 */
export function buildSuffixArray(text: Uint32Array, alphabet: number): Uint32Array {
  const size = text.length;
  const counts = new Uint32Array(Math.max(alphabet, size) + 1);
  let ranks = text.slice();
  let next = new Uint32Array(size);
  let classes = alphabet;

  const byPlace = Uint32Array.from(text.keys());
  let order = sortByRank(byPlace, { ranks, classes, counts });
  for (let length = 1; ; length *= 2) {
    classes = renumber(order, { ranks, next, length: length / 2 });
    [ranks, next] = [next, ranks];
    if (classes === size || size === 0) return order;

    order = sortByRank(sortBySecondHalf(order, length), { ranks, classes, counts });
  }
}

type Ranking = { ranks: Uint32Array; classes: number; counts: Uint32Array };

/** A stable counting sort. */
function sortByRank(places: Uint32Array, { ranks, classes, counts }: Ranking): Uint32Array {
  counts.fill(0, 0, classes + 1);
  for (let i = 0; i < ranks.length; i++) add(counts, (ranks[i] ?? 0) + 1, 1);
  for (let rank = 0; rank < classes; rank++) add(counts, rank + 1, counts[rank] ?? 0);

  const sorted = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    const rank = ranks[place] ?? 0;
    sorted[counts[rank] ?? 0] = place;
    add(counts, rank, 1);
  }
  return sorted;
}

/** The places sorted by what stands `length` further; what has nothing there comes first. */
function sortBySecondHalf(order: Uint32Array, length: number): Uint32Array {
  const sorted = new Uint32Array(order.length);
  let at = 0;
  for (let place = Math.max(0, order.length - length); place < order.length; place++) {
    sorted[at++] = place;
  }
  for (let i = 0; i < order.length; i++) {
    const place = order[i] ?? 0;
    if (place >= length) sorted[at++] = place - length;
  }
  return sorted;
}

/** Gives equal prefixes equal ranks, and returns how many ranks there are. */
function renumber(
  order: Uint32Array,
  { ranks, next, length }: { ranks: Uint32Array; next: Uint32Array; length: number },
): number {
  // Beyond the end is less than any rank.
  const second = (place: number) => (length < 1 ? 0 : (ranks[place + length] ?? -1));
  let rank = -1;
  for (let i = 0; i < order.length; i++) {
    const [place, before] = [order[i] ?? 0, order[i - 1] ?? 0];
    const isNew = i === 0 || ranks[place] !== ranks[before] || second(place) !== second(before);
    if (isNew) rank++;
    next[place] = rank;
  }
  return rank + 1;
}

function add(counts: Uint32Array, index: number, amount: number): void {
  counts[index] = (counts[index] ?? 0) + amount;
}
