import type { Sample } from "./sample.ts";

/**
 * Keeps the first sample that says a thing and drops the later ones, so that copying the data of an
 * earlier contributor earns nothing. Pass the samples in order of registration.
 */
export function dedupe(samples: readonly Sample[]): Sample[] {
  const seen = new Set<string>();
  return samples.filter(({ contentKey }) => {
    const isFirst = !seen.has(contentKey);
    seen.add(contentKey);
    return isFirst;
  });
}
