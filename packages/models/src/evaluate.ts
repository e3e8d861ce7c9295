import { scoreFeatures, toLabel } from "./classify.ts";
import type { Sample } from "./sample.ts";
import { requireSamples } from "./sampleSet.ts";
import type { SpamModel } from "./spamModel.ts";

/** Counts of predictions; spam is the positive class. */
export type Confusion = {
  truePositives: number;
  falsePositives: number;
  trueNegatives: number;
  falseNegatives: number;
};

/** How well a model does. A ratio over nothing (no spam predicted, say) is undefined. */
export type Evaluation = {
  confusion: Confusion;
  /** Share of mails judged rightly. */
  accuracy: number;
  /** Mean of the shares of ham and of spam judged rightly; of one alone if the other is absent. */
  balancedAccuracy: number;
  /** Share of real spam in what was called spam. */
  precision: number | undefined;
  /** Share of spam that was called spam. */
  recall: number | undefined;
};

/**
 * Measures a model on samples, which should not be those it was trained on.
 *
 * @throws {EmptySampleSetError} When there are no samples.
 */
export function evaluate(model: SpamModel, samples: readonly Sample[]): Evaluation {
  requireSamples(samples);

  const confusion = countConfusion(model, samples);
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  const recall = ratio(truePositives, truePositives + falseNegatives);
  const specificity = ratio(trueNegatives, trueNegatives + falsePositives);
  const known = [recall, specificity].filter((share) => share !== undefined);

  return {
    confusion,
    accuracy: (truePositives + trueNegatives) / samples.length,
    balancedAccuracy: known.reduce((sum, share) => sum + share, 0) / known.length,
    precision: ratio(truePositives, truePositives + falsePositives),
    recall,
  };
}

/** The predictions of a model, counted. */
export function countConfusion(model: SpamModel, samples: readonly Sample[]): Confusion {
  const counts = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
  for (const { features, label } of samples) {
    const predicted = toLabel(scoreFeatures(model, features));
    const outcome = predicted === label ? "true" : "false";
    counts[`${outcome}${predicted === "spam" ? "Positives" : "Negatives"}`]++;
  }
  return counts;
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
