import { extractFeatures, FEATURE_ONE, type FeatureVector } from "./features.ts";
import type { Label } from "./mail.ts";
import { readMailText } from "./mailText.ts";
import { sigmoid } from "./sigmoid.ts";
import type { SpamModel } from "./spamModel.ts";

/** What the filter says about a mail. Both fields are the same on every machine. */
export type Classification = {
  label: Label;
  /** A whole number, above zero for spam, in units of {@link scoreUnit}. */
  score: number;
};

/**
 * Classifies a mail by integer arithmetic alone, so that label and score may be hashed, signed and
 * compared between machines.
 *
 * @param mail The mail as received, headers included; only its subject and body count.
 */
export function classify(model: SpamModel, mail: Uint8Array): Classification {
  const score = scoreFeatures(model, extractFeatures(readMailText(mail)));
  return { label: toLabel(score), score };
}

/** The probability of spam that a score stands for. A float: show it, but do not sign it. */
export function spamProbability(model: SpamModel, score: number): number {
  return sigmoid(score * scoreUnit(model));
}

/** One unit of a model's scores, in natural log-odds of spam. */
export function scoreUnit({ fractionBits }: SpamModel): number {
  return 1 / (FEATURE_ONE * 2 ** fractionBits);
}

/** A score of zero is ham: what cannot be told apart must not be lost. */
export function toLabel(score: number): Label {
  return score > 0 ? "spam" : "ham";
}

/** The sum is exact: at most 2^15 products below 2^15 · 2^12, far from 2^53. */
export function scoreFeatures(
  { weights, bias }: SpamModel,
  { indices, values }: FeatureVector,
): number {
  let score = bias * FEATURE_ONE;
  for (let i = 0; i < indices.length; i++)
    score += (weights[indices[i] ?? 0] ?? 0) * (values[i] ?? 0);
  return score;
}
