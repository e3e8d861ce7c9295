/** Whole units per contributor, and what they were derived from. */
export type UnitAllocation = {
  /** `"value"`: in proportion to the values. `"equal"`: no value was positive, the fallback applied. */
  basis: "value" | "equal";
  /** Units of contributor `i`; they sum to exactly the total asked for. */
  units: bigint[];
};

export type ToUnitsOptions = {
  /** What to do when no value is positive: split equally, or (by default) throw. */
  fallback?: "equal" | undefined;
};

/** Thrown when there is nobody to give units to, or fewer than zero units to give. */
export class UnitTotalError extends RangeError {
  override readonly name = "UnitTotalError";
  readonly contributors: number;
  readonly totalUnits: bigint;

  constructor(contributors: number, totalUnits: bigint) {
    super(
      `Cannot split ${totalUnits} units among ${contributors} contributors. ` +
        "Pass at least one value and a total of zero or more.",
    );
    this.contributors = contributors;
    this.totalUnits = totalUnits;
  }
}

/** Thrown when no value is positive and the caller named no fallback. */
export class NoPositiveValueError extends Error {
  override readonly name = "NoPositiveValueError";
  readonly values: readonly bigint[];

  constructor(values: readonly bigint[]) {
    super(
      `None of the ${values.length} values is positive, so they define no shares. ` +
        'Pass { fallback: "equal" } or agree on shares by hand.',
    );
    this.values = values;
  }
}

/**
 * Turns signed values into whole units that sum to exactly `totalUnits`.
 *
 * Negative values count as zero. Each contributor gets the quota rounded down; the units left over
 * go one each to the largest remainders, ties to the lower index (Hamilton's method). A contributor
 * whose value is not positive never receives a unit.
 *
 * @param values Values in any common unit, such as the numerators of `exactShapley`.
 * @param totalUnits Units to hand out, for example 100_000_000 of an asset or 10_000 basis points.
 * @throws {UnitTotalError} When `values` is empty or `totalUnits` negative.
 * @throws {NoPositiveValueError} When no value is positive and no fallback is given.
 *
 * @example toUnits([1n, 1n, 1n], 10_000n).units; // [3334n, 3333n, 3333n]
 */
export function toUnits(
  values: readonly bigint[],
  totalUnits: bigint,
  { fallback }: ToUnitsOptions = {},
): UnitAllocation {
  if (values.length === 0 || totalUnits < 0n) throw new UnitTotalError(values.length, totalUnits);

  const weights = values.map((value) => (value > 0n ? value : 0n));
  if (weights.some((weight) => weight > 0n)) {
    return { basis: "value", units: splitByLargestRemainder(weights, totalUnits) };
  }

  if (fallback !== "equal") throw new NoPositiveValueError(values);
  const equalWeights = values.map(() => 1n);
  return { basis: "equal", units: splitByLargestRemainder(equalWeights, totalUnits) };
}

/** `weights` are zero or more, and at least one is more. */
function splitByLargestRemainder(weights: readonly bigint[], totalUnits: bigint): bigint[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  const quotas = weights.map((weight, index) => ({
    index,
    floor: (weight * totalUnits) / sum,
    remainder: (weight * totalUnits) % sum,
  }));
  const assigned = quotas.reduce((total, { floor }) => total + floor, 0n);

  // Every remainder is below `sum`, so more remainders are above zero than units are left over.
  const winners = quotas
    .toSorted((a, b) => compare(b.remainder, a.remainder) || a.index - b.index)
    .slice(0, Number(totalUnits - assigned));

  const units = quotas.map(({ floor }) => floor);
  for (const { index, floor } of winners) units[index] = floor + 1n;
  return units;
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
