import type { Digest } from "./digest.ts";
import { FEATURES } from "./features.ts";

/** Largest weight, in either direction. */
export const MAX_WEIGHT = 32_767;

/** A trained spam filter: integers only, so that every machine gives the same answer. */
export type SpamModel = {
  /** One weight a feature, in units of 2^−fractionBits; above zero speaks for spam. */
  readonly weights: Int16Array;
  /** What speaks for spam before a word is read, in the same unit. */
  readonly bias: number;
  /** Binary places of the weights, 0 to 15. */
  readonly fractionBits: number;
  /** Hash of the model that this one was fine-tuned from. */
  readonly parentHash: Digest | undefined;
};

/** Weights during training: one a feature, the bias last. */
export type FloatWeights = Float64Array;

const BIAS = FEATURES;
const MAX_FRACTION_BITS = 15;

/** Weights from which training starts: none says anything. */
export function createFloatWeights(): FloatWeights {
  return new Float64Array(FEATURES + 1);
}

/** Rounds trained weights to 16 bits, with as many binary places as the largest one leaves room for. */
export function quantise(floats: FloatWeights, parentHash: Digest | undefined): SpamModel {
  const largest = floats.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
  let fractionBits = MAX_FRACTION_BITS;
  while (fractionBits > 0 && largest * 2 ** fractionBits > MAX_WEIGHT) fractionBits--;

  const integers = Int16Array.from(floats, (weight) =>
    Math.max(-MAX_WEIGHT, Math.min(MAX_WEIGHT, Math.round(weight * 2 ** fractionBits))),
  );
  return {
    weights: integers.subarray(0, BIAS),
    bias: integers[BIAS] ?? 0,
    fractionBits,
    parentHash,
  };
}

/** The weights of a model as training uses them: exactly what its integers say. */
export function dequantise({ weights, bias, fractionBits }: SpamModel): FloatWeights {
  const floats = createFloatWeights();
  weights.forEach((weight, feature) => (floats[feature] = weight / 2 ** fractionBits));
  floats[BIAS] = bias / 2 ** fractionBits;
  return floats;
}
