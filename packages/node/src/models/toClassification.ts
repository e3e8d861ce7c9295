import type { Classification } from "./textClassifier.ts";

/** What one label got, 0 to 1. */
export type LabelProbability = { label: string; probability: number };

/** What the scores of {@link toClassification} count. */
export const MILLIONTHS = "Probability in millionths, rounded.";

const ALTERNATIVES = 4;

/** Rounds probabilities, best first, to whole millionths and keeps the first five. */
export function toClassification(ranked: readonly LabelProbability[]): Classification {
  const [best, ...others] = ranked.slice(0, 1 + ALTERNATIVES).map(({ label, probability }) => ({
    label,
    score: Math.round(Math.min(1, probability) * 1e6),
  }));
  return best === undefined
    ? { label: "unknown", score: 0, alternatives: [] }
    : { ...best, alternatives: others };
}
