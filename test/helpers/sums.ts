/** Sums by some words. */
export class Sums {
  readonly #sums = new Map<string, bigint>();

  get(...words: unknown[]): bigint {
    return this.#sums.get(words.join(" ")) ?? 0n;
  }

  add(amount: bigint, ...words: unknown[]): void {
    this.#sums.set(words.join(" "), this.get(...words) + amount);
  }

  /** All sums whose last word is this. */
  totalOf(last: string): bigint {
    const matching = [...this.#sums].filter(([words]) => words.endsWith(` ${last}`));
    return matching.reduce((total, [, amount]) => total + amount, 0n);
  }
}
