/** Members that two ascending sets have in common. */
export function countShared(a: Uint32Array, b: Uint32Array): number {
  let [shared, i, j] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared;
}

/** The Jaccard index of two ascending sets: shared members over all members. Two empty sets are alike. */
export function resemblance(a: Uint32Array, b: Uint32Array): number {
  const shared = countShared(a, b);
  const all = a.length + b.length - shared;
  return all === 0 ? 1 : shared / all;
}
