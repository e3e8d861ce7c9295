import { FEATURE_ONE, FEATURES, type FeatureVector } from "./features.ts";
import type { Sample } from "./sample.ts";
import { createRandom, shuffle } from "./shuffle.ts";
import { sigmoid } from "./sigmoid.ts";
import type { FloatWeights } from "./spamModel.ts";

/** How to train. The same options and samples give the same weights, to the bit. */
export type TrainingOptions = {
  /** Passes over the samples. Defaults to 8, for fine-tuning to 4. */
  epochs?: number | undefined;
  /** Length of the first steps. Defaults to 0.1. */
  learningRate?: number | undefined;
  /** Chooses the order of the samples, 0 to 2^32 − 1. Defaults to 1. */
  seed?: number | undefined;
};

/** Thrown when a training option is out of range. */
export class TrainingOptionError extends RangeError {
  override readonly name = "TrainingOptionError";
  readonly option: keyof TrainingOptions;
  readonly value: number;

  constructor(option: keyof TrainingOptions, value: number, allowed: string) {
    super(`Training option ${option} is ${value}. Use ${allowed}.`);
    this.option = option;
    this.value = value;
  }
}

/** All options spelled out; `initialSquares` damps the first steps (see {@link descend}). */
export type DescentOptions = Required<{ [K in keyof TrainingOptions]: number }> & {
  initialSquares: number;
};

/** Samples already predicted this well teach nothing worth the time. */
const SMALLEST_ERROR = 1e-3;
const BIAS = FEATURES;

/**
 * Moves `weights` downhill on the logistic loss of `samples`, one sample at a time, in a new random
 * order each epoch. Each weight's steps shrink with the squares of its own gradients so far, which
 * lets rare words learn fast: rate · g / sqrt(initialSquares + Σ g²).
 *
 * The given order of samples does not matter: they are sorted by content first.
 *
 * Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods" (Adagrad), JMLR 12, 2011.
 *
 * @throws {TrainingOptionError} When an option is out of range.
 */
export function descend(
  weights: FloatWeights,
  samples: readonly Sample[],
  options: DescentOptions,
): void {
  checkOptions(options);
  const random = createRandom(options.seed);
  const squares = new Float64Array(weights.length).fill(options.initialSquares);
  const order = samples.toSorted(byContent);

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const { features, label } of order) {
      const error = sigmoid(predict(weights, features)) - (label === "spam" ? 1 : 0);
      if (Math.abs(error) < SMALLEST_ERROR) continue;
      step(weights, squares, features, error, options.learningRate);
    }
  }
}

/** The log-odds of spam. */
function predict(weights: FloatWeights, { indices, values }: FeatureVector): number {
  let sum = 0;
  for (let i = 0; i < indices.length; i++) {
    sum += (weights[indices[i] ?? 0] ?? 0) * (values[i] ?? 0);
  }
  return (weights[BIAS] ?? 0) + sum / FEATURE_ONE;
}

function step(
  weights: FloatWeights,
  squares: Float64Array,
  { indices, values }: FeatureVector,
  error: number,
  learningRate: number,
): void {
  const scaled = error / FEATURE_ONE;
  for (let i = 0; i < indices.length; i++) {
    move(weights, squares, indices[i] ?? 0, scaled * (values[i] ?? 0), learningRate);
  }
  move(weights, squares, BIAS, error, learningRate);
}

function move(
  weights: FloatWeights,
  squares: Float64Array,
  feature: number,
  gradient: number,
  learningRate: number,
): void {
  const square = (squares[feature] ?? 0) + gradient * gradient;
  squares[feature] = square;
  weights[feature] = (weights[feature] ?? 0) - (learningRate * gradient) / Math.sqrt(square);
}

function byContent(a: Sample, b: Sample): number {
  if (a.contentKey !== b.contentKey) return a.contentKey < b.contentKey ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}

function checkOptions({ epochs, learningRate, seed }: DescentOptions): void {
  if (!Number.isInteger(epochs) || epochs < 1 || epochs > 1_000) {
    throw new TrainingOptionError("epochs", epochs, "a whole number from 1 to 1,000");
  }
  if (!(learningRate > 0 && learningRate <= 1)) {
    throw new TrainingOptionError("learningRate", learningRate, "a number above 0, at most 1");
  }
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new TrainingOptionError("seed", seed, "a whole number from 0 to 2^32 - 1");
  }
}
