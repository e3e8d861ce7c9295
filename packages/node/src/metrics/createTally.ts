export type Tally = ReturnType<typeof createTally>;

/** A sum of base units, exact however large. */
export function createTally() {
  let sum = 0n;
  return {
    add(amount: bigint): void {
      sum += amount;
    },
    subtract(amount: bigint): void {
      sum -= amount;
    },
    sum: (): bigint => sum,
  };
}
