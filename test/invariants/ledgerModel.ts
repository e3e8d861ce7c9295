import { KIND, type LedgerWords, type Query } from "./ledgerWords.ts";
import { requireThat } from "./LedgerRefusal.ts";
import type { MoneyModel } from "./moneyModel.ts";

const UNITS = 100_000_000n;
const BPS = 10_000n;
const UNITS_PER_BPS = UNITS / BPS;

/** Stands for the asset's owner as a holder, and for the native coin as a currency. */
export const ZERO = "0x0000000000000000000000000000000000000000";
export const PROTOCOL = 0n;

/** What is fixed when an asset is registered. */
export type AccountModel = {
  royalties: readonly { parent: bigint; bps: bigint }[];
  /** The currencies it accepts, with their bits. */
  accepted: ReadonlyMap<string, bigint>;
  /** Most direct revenue in base units; 0 is without limit. */
  ceiling: bigint;
};

export type Opening = AccountModel & {
  assetId: bigint;
  contributors: readonly { account: string; units: bigint }[];
  rootUnits: bigint;
};

/** An asset's units that are no tokens, and its marks. */
type Head = { ownerUnits: bigint; rootUnits: bigint; active: bigint; frozen: boolean };

/**
 * The ledger as its design says it: cumulative floors for royalties, debts of amount times units for holders.
 * Operations throw LedgerRefusal where the contract reverts; the caller then rolls the words back.
 */
export class LedgerModel {
  readonly accounts = new Map<bigint, AccountModel>();
  readonly owners = new Map<bigint, string>();

  constructor(
    readonly words: LedgerWords,
    readonly money: MoneyModel,
    readonly ledger: string,
  ) {}

  open({ assetId, contributors, rootUnits, ...account }: Opening): void {
    this.accounts.set(assetId, account);
    let ownerUnits = UNITS - rootUnits;
    for (const { bps } of account.royalties) ownerUnits -= bps * UNITS_PER_BPS;
    for (const { account: holder, units } of contributors) {
      ownerUnits -= units;
      this.words.add(unitsKey(assetId, holder), units);
    }
    this.#setHead(assetId, { ownerUnits, rootUnits, active: 0n, frozen: false });
  }

  /* PAYING */

  /** Takes `amount` from `payer` and returns what arrived. */
  pay(assetId: bigint, token: string, payer: string, amount: bigint, feeBps = 0n): bigint {
    // No code of a currency runs before it is known to be accepted.
    if (token !== ZERO) this.#requireAccepted(assetId, token);
    const received = this.money.move(token, payer, this.ledger, amount);
    const fee = (received * feeBps) / BPS;
    this.#creditPayment(assetId, token, received - fee);
    if (fee !== 0n) this.#creditPayment(PROTOCOL, token, fee);
    return received;
  }

  /** What the asset may still take; without limit, more than there is. */
  roomOf(assetId: bigint, token: string): bigint {
    const ceiling = this.accounts.get(assetId)?.ceiling ?? 0n;
    if (ceiling === 0n) return UNITS ** 10n;
    const { accrued } = this.streamOf(assetId, token);
    return accrued < ceiling ? ceiling - accrued : 0n;
  }

  #creditPayment(assetId: bigint, token: string, amount: bigint): void {
    requireThat(amount !== 0n, "RevenueLedger_ZeroAmount", assetId, token);
    const { ceiling } = this.#requireAccepted(assetId, token);
    requireThat(!this.headOf(assetId).frozen, "RevenueLedger_Frozen", assetId);
    const fits = amount <= this.roomOf(assetId, token);
    requireThat(fits, "RevenueLedger_CeilingReached", assetId, token, ceiling);
    this.#credit(assetId, token, amount);
  }

  #requireAccepted(assetId: bigint, token: string): AccountModel {
    const account = this.accounts.get(assetId);
    requireThat(account !== undefined, "RevenueLedger_UnknownAsset", assetId);
    const accepts = account.accepted.has(token);
    requireThat(accepts, "RevenueLedger_CurrencyNotAccepted", assetId, token);
    return account;
  }

  #credit(assetId: bigint, token: string, amount: bigint): void {
    const head = this.headOf(assetId);
    const bit = this.accounts.get(assetId)?.accepted.get(token) ?? 0n;
    this.#setHead(assetId, { ...head, active: head.active | bit });
    const { accrued, settled } = this.streamOf(assetId, token);
    this.words.set(streamKey(assetId, token), ((accrued + amount) << 128n) | settled);
  }

  /* SETTLING AND CLAIMING */

  settle(assetId: bigint, token: string): void {
    requireThat(!this.headOf(assetId).frozen, "RevenueLedger_Frozen", assetId);
    this.settlePath([assetId], token);
  }

  /** Passes on what each asset owes its parents: the difference of two cumulative floors. */
  settlePath(path: readonly bigint[], token: string): void {
    for (const assetId of path) {
      const { royalties = [] } = this.accounts.get(assetId) ?? {};
      const { accrued, settled } = this.streamOf(assetId, token);
      if (royalties.length === 0 || this.headOf(assetId).frozen || accrued === settled) continue;
      this.words.set(streamKey(assetId, token), (accrued << 128n) | accrued);
      for (const { parent, bps } of royalties) {
        const due = (accrued * bps) / BPS - (settled * bps) / BPS;
        if (due !== 0n) this.#credit(parent, token, due);
      }
    }
  }

  claim(
    assetId: bigint,
    token: string,
    holder: string,
    to: string,
    path: readonly bigint[],
  ): bigint {
    this.settlePath(path, token);
    // In a currency that never came in there is nothing to hold back.
    const active = this.streamOf(assetId, token).accrued !== 0n;
    requireThat(!(active && this.headOf(assetId).frozen), "RevenueLedger_Frozen", assetId);
    const amount = this.#book(assetId, token, holder);
    if (amount !== 0n) this.money.move(token, this.ledger, to, amount);
    return amount;
  }

  claimMany(
    assetIds: readonly bigint[],
    token: string,
    holder: string,
    path: readonly bigint[],
  ): bigint {
    const [first] = assetIds;
    if (first === undefined) return 0n;
    this.settlePath(path, token);
    const recipient = this.recipientOf(first, holder);
    let amount = 0n;
    for (const assetId of assetIds) {
      const owner = this.recipientOf(assetId, holder);
      requireThat(owner === recipient, "RevenueLedger_OwnersDiffer", assetId, owner, recipient);
      if (!this.headOf(assetId).frozen) amount += this.#book(assetId, token, holder);
    }
    if (amount !== 0n) this.money.move(token, this.ledger, recipient, amount);
    return amount;
  }

  recipientOf(assetId: bigint, holder: string): string {
    return holder === ZERO ? (this.owners.get(assetId) ?? ZERO) : holder;
  }

  /** X = accrued * units - debt; whole multiples of UNITS are paid, the rest stays owed. */
  #book(assetId: bigint, token: string, holder: string): bigint {
    const { accrued } = this.streamOf(assetId, token);
    const debt = debtKey(assetId, token, holder);
    const owed = (accrued * this.unitsOf(assetId, holder) - this.words.get(debt)) / UNITS;
    this.words.add(debt, owed * UNITS);
    return owed;
  }

  /* UNITS */

  unitsOf(assetId: bigint, holder: string): bigint {
    if (holder === ZERO) return this.headOf(assetId).ownerUnits;
    return this.words.get(unitsKey(assetId, holder));
  }

  /** Ex-dividend: x = accrued * units moves from the sender's debt to the receiver's. */
  moveUnits(assetId: bigint, from: string, to: string, units: bigint): void {
    const has = this.unitsOf(assetId, from);
    if (from === ZERO) requireThat(units <= has, "RevenueLedger_TooManyUnits", units, has);
    else requireThat(units <= has, "ERC6909InsufficientBalance", from, has, units, assetId);
    requireThat(!this.headOf(assetId).frozen, "RevenueLedger_Frozen", assetId);
    this.#addUnits(assetId, from, -units);
    this.#addUnits(assetId, to, units);
    for (const token of this.#activeTokens(assetId)) {
      const x = this.streamOf(assetId, token).accrued * units;
      this.words.add(debtKey(assetId, token, from), -x);
      this.words.add(debtKey(assetId, token, to), x);
    }
  }

  /** Cum-dividend: all units and all debts move. */
  movePosition(assetId: bigint, from: string, to: string): void {
    requireThat(from !== to, "RevenueLedger_SamePosition", from);
    const units = this.unitsOf(assetId, from);
    this.#addUnits(assetId, from, -units);
    this.#addUnits(assetId, to, units);
    for (const token of this.#activeTokens(assetId)) {
      const debt = this.words.get(debtKey(assetId, token, from));
      this.words.add(debtKey(assetId, token, from), -debt);
      this.words.add(debtKey(assetId, token, to), debt);
    }
  }

  /** Units out of the root's share, without a debt: they have earned since the first payment. */
  materialise(assetId: bigint, account: string, units: bigint): void {
    const head = this.headOf(assetId);
    const left = head.rootUnits;
    requireThat(units <= left, "RevenueLedger_TooManyUnits", units, left);
    this.#setHead(assetId, { ...head, rootUnits: left - units });
    this.#addUnits(assetId, account, units);
  }

  /* FREEZING AND READING */

  setFrozen(assetId: bigint, frozen: boolean): void {
    const head = this.headOf(assetId);
    requireThat(frozen || head.frozen, "RevenueLedger_NotFrozen", assetId);
    this.#setHead(assetId, { ...head, frozen });
  }

  headOf(assetId: bigint): Head {
    const word = this.words.get(headKey(assetId));
    const field = (shift: bigint) => (word >> shift) & 0xffffffffn;
    return {
      ownerUnits: field(128n),
      rootUnits: field(96n),
      active: field(64n),
      frozen: field(0n) !== 0n,
    };
  }

  streamOf(assetId: bigint, token: string): { accrued: bigint; settled: bigint } {
    const word = this.words.get(streamKey(assetId, token));
    return { accrued: word >> 128n, settled: BigInt.asUintN(128, word) };
  }

  debtOf(assetId: bigint, token: string, holder: string): bigint {
    return this.words.get(debtKey(assetId, token, holder));
  }

  #activeTokens(assetId: bigint): string[] {
    const { active } = this.headOf(assetId);
    const accepted = [...(this.accounts.get(assetId)?.accepted ?? [])];
    return accepted.filter(([, bit]) => (active & bit) !== 0n).map(([token]) => token);
  }

  #addUnits(assetId: bigint, holder: string, units: bigint): void {
    const head = this.headOf(assetId);
    if (holder !== ZERO) this.words.add(unitsKey(assetId, holder), units);
    else this.#setHead(assetId, { ...head, ownerUnits: head.ownerUnits + units });
  }

  #setHead(assetId: bigint, { ownerUnits, rootUnits, active, frozen }: Head): void {
    const word = (ownerUnits << 128n) | (rootUnits << 96n) | (active << 64n) | (frozen ? 1n : 0n);
    this.words.set(headKey(assetId), word);
  }
}

const headKey = (assetId: bigint): Query => ({
  kind: KIND.head,
  assetId,
  token: ZERO,
  account: ZERO,
});

const streamKey = (assetId: bigint, token: string): Query => ({
  kind: KIND.stream,
  assetId,
  token,
  account: ZERO,
});

const unitsKey = (assetId: bigint, account: string): Query => ({
  kind: KIND.units,
  assetId,
  token: ZERO,
  account,
});

const debtKey = (assetId: bigint, token: string, account: string): Query => ({
  kind: KIND.debt,
  assetId,
  token,
  account,
});
