import { indexSparse, knnShapley, VALUE_SCALE } from "@sahara/attribution";
import type { Sample } from "./sample.ts";

export type CrossValueOptions = {
  /** Number of neighbours. */
  k: number;
  /** Number of parts. */
  folds: number;
  /** Told how many samples were tested. */
  onTested?: ((done: number) => void) | undefined;
};

/** The value of each sample, as a mean over all samples. */
export type CrossValues = { numerators: bigint[]; denominator: bigint; hits: number };

/**
 * Values every sample by KNN-Shapley although none is kept apart to test with: what a sample says
 * puts it into one of some parts, and each part tests the samples of all others. To those of its own
 * part it adds nothing.
 */
export function crossValue(
  samples: readonly Sample[],
  { k, folds, onTested }: CrossValueOptions,
): CrossValues {
  const foldOf = samples.map((sample) => findFold(sample, folds));
  const numerators = samples.map(() => 0n);
  let [hits, tested] = [0, 0];

  for (let fold = 0; fold < folds; fold++) {
    const places = [...samples.keys()].filter((place) => foldOf[place] !== fold);
    const training = samples.filter((_, place) => foldOf[place] !== fold);
    const tests = samples.filter((_, place) => foldOf[place] === fold);
    if (training.length > 0 && tests.length > 0) {
      const values = knnShapley({
        index: indexSparse(training.map(({ features }) => features)),
        labels: training.map(({ label }) => label),
        tests: tests.map(({ features, label }) => ({ row: features, label })),
        k,
        onProgress: ({ done }) => onTested?.(tested + done),
      });
      hits += values.hits;
      places.forEach((place, row) => {
        numerators[place] = (numerators[place] ?? 0n) + (values.numerators[row] ?? 0n);
      });
    }
    tested += tests.length;
  }
  return { numerators, denominator: VALUE_SCALE * BigInt(samples.length), hits };
}

const KEY_DIGITS = 8;

/** By the first 32 bits of the content key, as the hold-out is chosen: adding data moves nothing. */
function findFold({ contentKey }: Sample, folds: number): number {
  const key = Number.parseInt(contentKey.slice(0, KEY_DIGITS), 16);
  return Math.floor((key * folds) / 16 ** KEY_DIGITS);
}
