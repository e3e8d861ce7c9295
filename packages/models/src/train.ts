import { descend, type TrainingOptions } from "./descend.ts";
import type { Sample } from "./sample.ts";
import { requireBothLabels } from "./sampleSet.ts";
import { createFloatWeights, quantise, type SpamModel } from "./spamModel.ts";

/** Lets the first steps have full length: nothing is known that they could spoil. */
const INITIAL_SQUARES = 1e-8;

/**
 * Trains a spam filter: logistic regression on hashed words. Neither the order of the samples nor the
 * machine makes a difference; the seed does.
 *
 * @throws {SingleClassError} When `samples` lacks ham or spam.
 * @throws {TrainingOptionError} When an option is out of range.
 */
export function train(
  samples: readonly Sample[],
  { epochs = 8, learningRate = 0.1, seed = 1 }: TrainingOptions = {},
): SpamModel {
  requireBothLabels(samples);

  const weights = createFloatWeights();
  descend(weights, samples, { epochs, learningRate, seed, initialSquares: INITIAL_SQUARES });
  return quantise(weights, undefined);
}
