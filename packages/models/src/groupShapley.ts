import { exactShapley, type ShapleyValues } from "@sahara/attribution";
import type { TrainingOptions } from "./descend.ts";
import { countConfusion } from "./evaluate.ts";
import type { OnProgress } from "./mail.ts";
import type { Sample } from "./sample.ts";
import { findMissingLabels, requireBothLabels } from "./sampleSet.ts";
import { train } from "./train.ts";

/** Utilities are in parts per 1e9 of balanced accuracy. */
export const UTILITY_SCALE = 1_000_000_000n;

export type GroupShapleyParameters = {
  /** The contributor groups, at most 16; their order is that of the values. */
  groups: readonly string[];
  /** What the groups contributed, without the hold-out. */
  training: readonly Sample[];
  /** What every coalition's model is measured on. */
  holdOut: readonly Sample[];
  /** How each model is trained. */
  options?: TrainingOptions | undefined;
  /** Counts coalitions. */
  onProgress?: OnProgress | undefined;
};

/** The exact Shapley value of every group, in units of 1/({@link UTILITY_SCALE} · denominator). */
export type GroupShapley = ShapleyValues & { groups: readonly string[] };

/** Thrown when the groups named and the groups of the samples are not the same. */
export class GroupMismatchError extends Error {
  override readonly name = "GroupMismatchError";
  readonly group: string;

  constructor(group: string, problem: string) {
    super(`Group "${group}" ${problem}. Name each group of the training samples exactly once.`);
    this.group = group;
  }
}

/**
 * Values contributor groups by what their data adds: trains a model for every coalition of groups and
 * measures it on the hold-out.
 *
 * The utility of a coalition is its model's balanced accuracy minus 1/2, rounded down to 1e-9: zero is
 * what guessing gets. A coalition without ham or without spam has nothing to tell apart, so its
 * utility is zero by definition and nothing is trained. Plain accuracy would over-credit ham, of
 * which there is more.
 *
 * Works for about as long as `2^groups` trainings take, without a pause. Train on deduplicated samples: a copied group would otherwise take half of the original's value.
 *
 * @throws {SingleClassError} When the hold-out lacks ham or spam.
 * @throws {GroupMismatchError} When a sample's group is not in `groups`, or a group has no sample.
 * @throws {PlayerCountError} When there are no groups, or more than 16.
 */
export function groupShapley({
  groups,
  training,
  holdOut,
  options,
  onProgress,
}: GroupShapleyParameters): GroupShapley {
  requireBothLabels(holdOut);
  const shares = partition(training, groups);

  const total = 2 ** groups.length;
  const values = exactShapley(groups.length, (coalition) => {
    const samples = shares.filter((_, i) => (coalition & (1 << i)) !== 0).flat();
    const utility = measureUtility(samples, holdOut, options);
    onProgress?.({ done: coalition + 1, total });
    return utility;
  });
  return { groups, ...values };
}

function measureUtility(
  samples: readonly Sample[],
  holdOut: readonly Sample[],
  options: TrainingOptions | undefined,
): bigint {
  if (findMissingLabels(samples).length > 0) return 0n;

  const counts = countConfusion(train(samples, options), holdOut);
  const spamRight = BigInt(counts.truePositives);
  const spam = spamRight + BigInt(counts.falseNegatives);
  const hamRight = BigInt(counts.trueNegatives);
  const ham = hamRight + BigInt(counts.falsePositives);
  // (spamRight / spam + hamRight / ham) / 2, over one denominator.
  const balanced = (UTILITY_SCALE * (spamRight * ham + hamRight * spam)) / (2n * spam * ham);
  return balanced - UTILITY_SCALE / 2n;
}

function partition(samples: readonly Sample[], groups: readonly string[]): Sample[][] {
  const unnamed = samples.find(({ group }) => !groups.includes(group));
  if (unnamed !== undefined) throw new GroupMismatchError(unnamed.group, "was not named");

  return groups.map((name, i) => {
    if (groups.indexOf(name) !== i) throw new GroupMismatchError(name, "is named twice");
    const share = samples.filter(({ group }) => group === name);
    if (share.length === 0) throw new GroupMismatchError(name, "has no sample");
    return share;
  });
}
