import { sharesOf, STATUS } from "../execution/deployMetering.ts";

/** Why the model, and the meter with it, refuses an operation: the name of a custom error. */
export class MeterRefusal extends Error {}

export type ModelAccount = {
  offerIds: readonly string[];
  token: string;
  withdrawDelay: bigint;
  balance: bigint;
  thawing: bigint;
  thawEnd: bigint;
  epoch: bigint;
  sessions: Map<string, { cap: bigint; spent: bigint; endsAt: bigint }>;
};

export type ModelOffer = {
  operator: string;
  token: string;
  operatorBps: bigint;
  gross: bigint;
  passed: bigint;
  withdrawn: bigint;
};

/** A voucher as the model sees it. `signer` is the payer, the address of a key, or somebody else. */
export type ModelItem = {
  account: ModelAccount;
  offer: ModelOffer;
  lane: string;
  epoch: bigint;
  seq: bigint;
  maxCumulative: bigint;
  claim: bigint;
  validUntil: bigint;
  signer: "payer" | "nobody" | { key: string };
};

/** What became of an item: what was paid and what the lane has paid in all, or why not. */
export type Outcome = { paid: bigint; redeemed: bigint } | { status: bigint };

const min = (...values: bigint[]) => values.reduce((a, b) => (a < b ? a : b));

const refuseUnless = (truth: boolean, error: string) => {
  if (!truth) throw new MeterRefusal(error);
};

/** The meter in whole numbers, written from its description and not from its code. */
export function createMeterModel(feeBps: bigint) {
  const lanes = new Map<string, { redeemed: bigint; seq: bigint }>();
  const accounts: ModelAccount[] = [];
  const offers: ModelOffer[] = [];

  function release(account: ModelAccount, amount: bigint): void {
    account.balance -= amount;
    if (account.thawing === 0n) account.thawEnd = 0n;
    if (account.balance === 0n) account.epoch++;
  }

  function request(account: ModelAccount, amount: bigint, now: bigint): void {
    refuseUnless(amount <= account.balance, "UsageMeter_BalanceTooLow");
    if (amount > account.thawing) account.thawEnd = now + account.withdrawDelay;
    if (amount === 0n) account.thawEnd = 0n;
    account.thawing = amount;
  }

  function withdraw(account: ModelAccount, now: bigint): bigint {
    refuseUnless(account.thawing > 0n, "UsageMeter_NothingThawing");
    refuseUnless(now >= account.thawEnd, "UsageMeter_StillThawing");
    const amount = account.thawing;
    account.thawing = 0n;
    release(account, amount);
    return amount;
  }

  function refund(account: ModelAccount, amount: bigint): bigint {
    refuseUnless(amount > 0n, "UsageMeter_ZeroAmount");
    refuseUnless(amount <= account.balance, "UsageMeter_BalanceTooLow");
    account.thawing = (account.thawing * (account.balance - amount)) / account.balance;
    release(account, amount);
    return amount;
  }

  function closeSession(account: ModelAccount, key: string, now: bigint): void {
    const session = account.sessions.get(key);
    const end = now + account.withdrawDelay;
    if (session === undefined || end >= session.endsAt) {
      throw new MeterRefusal("UsageMeter_NoSession");
    }
    session.endsAt = end;
  }

  function redeem(item: ModelItem, capacity: bigint, now: bigint): Outcome {
    const { account, offer, claim, signer } = item;
    const lane = lanes.get(item.lane) ?? { redeemed: 0n, seq: 0n };
    if (item.epoch !== account.epoch) return { status: STATUS.staleEpoch };
    if (now > item.validUntil) return { status: STATUS.expired };
    if (claim <= lane.redeemed || item.seq < lane.seq) return { status: STATUS.nothingNew };
    if (claim > item.maxCumulative) return { status: STATUS.overCeiling };
    const session = typeof signer === "object" ? account.sessions.get(signer.key) : undefined;
    const mayPay = signer === "payer" || (session !== undefined && now <= session.endsAt);
    if (!mayPay) return { status: STATUS.badSignature };

    const left = session === undefined ? claim : session.cap - session.spent;
    if (left === 0n) return { status: STATUS.sessionSpent };
    if (account.balance === 0n) return { status: STATUS.noFunds };
    if (capacity === 0n) return { status: STATUS.noStake };
    const paid = min(claim - lane.redeemed, left, account.balance, capacity);
    account.balance -= paid;
    account.thawing = min(account.thawing, account.balance);
    offer.gross += paid;
    if (session !== undefined) session.spent += paid;
    const redeemed = lane.redeemed + paid;
    lanes.set(item.lane, { redeemed, seq: item.seq });
    return { paid, redeemed };
  }

  const shares = (offer: ModelOffer, gross: bigint) => sharesOf(gross, feeBps, offer.operatorBps);

  function pass(offer: ModelOffer): bigint {
    const [now, before] = [shares(offer, offer.gross), shares(offer, offer.passed)];
    offer.passed = offer.gross;
    return now.fee + now.toAsset - before.fee - before.toAsset;
  }

  function withdrawEarnings(offer: ModelOffer): bigint {
    const earned = shares(offer, offer.gross).toOperator;
    const amount = earned - shares(offer, offer.withdrawn).toOperator;
    if (amount > 0n) offer.withdrawn = offer.gross;
    return amount;
  }

  /** What the meter owes in a token (USE-1). */
  function owed(token: string): bigint {
    const balances = accounts.filter((account) => account.token === token);
    const incomes = offers.filter((offer) => offer.token === token);
    return (
      balances.reduce((sum, { balance }) => sum + balance, 0n) +
      incomes.reduce((sum, offer) => {
        const { fee, toAsset } = shares(offer, offer.passed);
        return sum + offer.gross - fee - toAsset - shares(offer, offer.withdrawn).toOperator;
      }, 0n)
    );
  }

  const actions = { request, withdraw, refund, closeSession, redeem, pass, withdrawEarnings };
  return { accounts, offers, lanes, owed, ...actions };
}

export type MeterModel = ReturnType<typeof createMeterModel>;
