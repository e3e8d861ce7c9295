import { descend, type TrainingOptions } from "./descend.ts";
import type { Sample } from "./sample.ts";
import { requireSamples } from "./sampleSet.ts";
import { weightsHash } from "./serialize.ts";
import { dequantise, quantise, type SpamModel } from "./spamModel.ts";

/** Damps the first steps, so that a few samples do not overwrite what the parent knows. */
const INITIAL_SQUARES = 1;

/**
 * Continues training from a parent model, and records the parent's hash in the new model. Starts from
 * the parent's published integers, so whoever holds the parent and the samples can repeat it.
 *
 * The samples may be of one kind. To stress a group, pass its samples several times; to keep what the
 * parent knows, mix in some of what it was trained on.
 *
 * @throws {EmptySampleSetError} When there are no samples.
 * @throws {TrainingOptionError} When an option is out of range.
 */
export function fineTune(
  parent: SpamModel,
  samples: readonly Sample[],
  { epochs = 4, learningRate = 0.1, seed = 1 }: TrainingOptions = {},
): SpamModel {
  requireSamples(samples);

  const weights = dequantise(parent);
  descend(weights, samples, { epochs, learningRate, seed, initialSquares: INITIAL_SQUARES });
  return quantise(weights, weightsHash(parent));
}
