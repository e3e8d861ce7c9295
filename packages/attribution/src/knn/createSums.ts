/** Whole numbers are added up in two halves in this base, each a float that stays below 2^53. */
export const LIMB = 1_000_000_000n;

/** One sum a row, of whole numbers up to 1e18. */
export type Sums = {
  /**
   * The halves to add to. Between two calls, each half of each row may take one number that is the
   * sum of at most `rows` numbers up to 1e9.
   */
  next: () => { high: Float64Array; low: Float64Array };
  /** The sums. */
  read: () => bigint[];
};

/** Adds up exactly: at the speed of floats, emptied into bigints before they could round. */
export function createSums(rows: number): Sums {
  const high = new Float64Array(rows);
  const low = new Float64Array(rows);
  const sums = new Array<bigint>(rows).fill(0n);
  const roundsUntilFull = Math.floor(Number.MAX_SAFE_INTEGER / (Number(LIMB) * (rows + 1)));
  let rounds = 0;

  const empty = () => {
    for (let row = 0; row < rows; row++) {
      sums[row] = (sums[row] ?? 0n) + BigInt(high[row] ?? 0) * LIMB + BigInt(low[row] ?? 0);
    }
    high.fill(0);
    low.fill(0);
    rounds = 0;
  };

  return {
    next() {
      if (rounds === roundsUntilFull) empty();
      rounds++;
      return { high, low };
    },
    read() {
      empty();
      return sums;
    },
  };
}
