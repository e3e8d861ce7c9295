import { KIND, type LedgerWords } from "./ledgerWords.ts";

const BPS = 10_000n;
const NOBODY = "0x0000000000000000000000000000000000000000";

/** A currency of the model. */
export type Currency = {
  token: string;
  /** Share of a transfer that is burnt, in basis points, rounded down. */
  feeBps: bigint;
  /** Largest payment that is tried, in base units. */
  maxPayment: bigint;
};

/** Everybody's balances in every currency. */
export class MoneyModel {
  readonly #currencies: ReadonlyMap<string, Currency>;

  constructor(
    readonly words: LedgerWords,
    currencies: readonly Currency[],
  ) {
    this.#currencies = new Map(currencies.map((currency) => [currency.token, currency]));
  }

  balanceOf(token: string, account: string): bigint {
    return this.words.get(balance(token, account));
  }

  setBalance(token: string, account: string, amount: bigint): void {
    this.words.set(balance(token, account), amount);
  }

  /** Moves an amount and returns what arrives. */
  move(token: string, from: string, to: string, amount: bigint): bigint {
    const received = amount - (amount * (this.#currencies.get(token)?.feeBps ?? 0n)) / BPS;
    this.words.add(balance(token, from), -amount);
    this.words.add(balance(token, to), received);
    return received;
  }
}

const balance = (token: string, account: string) => ({
  kind: KIND.balance,
  assetId: 0n,
  token,
  account: account === "" ? NOBODY : account,
});
