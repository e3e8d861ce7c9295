/** What LedgerProbe reads, in the order of its enum. */
export const KIND = { head: 0, stream: 1, units: 2, debt: 3, balance: 4 } as const;

export type Query = {
  kind: (typeof KIND)[keyof typeof KIND];
  /** 0 where no asset is meant. */
  assetId: bigint;
  /** The zero address where no currency is meant. */
  token: string;
  /** The zero address where no account is meant. */
  account: string;
};

const keyOf = ({ kind, assetId, token, account }: Query) =>
  `${kind} ${assetId} ${token} ${account}`;

/** The words of the model's state under the same names as on chain, with what changed since the last `begin`. */
export class LedgerWords {
  readonly #words = new Map<string, { query: Query; value: bigint }>();
  readonly #before = new Map<string, bigint>();

  get(query: Query): bigint {
    return this.#words.get(keyOf(query))?.value ?? 0n;
  }

  set(query: Query, value: bigint): void {
    const key = keyOf(query);
    if (!this.#before.has(key)) this.#before.set(key, this.get(query));
    this.#words.set(key, { query, value });
  }

  add(query: Query, amount: bigint): void {
    this.set(query, this.get(query) + amount);
  }

  /** Forgets what changed. */
  begin(): void {
    this.#before.clear();
  }

  /** Puts back what changed; the words count as touched all the same. */
  rollBack(): void {
    for (const [key, value] of this.#before) {
      const word = this.#words.get(key);
      if (word !== undefined) word.value = value;
    }
  }

  /** The words written since `begin`. */
  touched(): { query: Query; value: bigint }[] {
    return [...this.#before.keys()].flatMap((key) => this.#words.get(key) ?? []);
  }

  /** Every word ever written. */
  all(): { query: Query; value: bigint }[] {
    return [...this.#words.values()];
  }
}
