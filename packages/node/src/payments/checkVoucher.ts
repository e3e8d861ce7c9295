import type { AccountTerms, ProblemName, SignedVoucher } from "@sahara/sdk";

import type { LaneRecord } from "../store/Store.ts";
import type { ServedOffer } from "../offers/ServedOffer.ts";

/** What the chain says of an account, and what its lanes have come to. */
export type AccountView = {
  readonly terms: AccountTerms;
  readonly epoch: number;
  /** Most that all lanes may come to in this epoch: what was redeemed and what can still be. */
  readonly limit: bigint;
  /** What they have come to, calls that are running included. */
  readonly charged: bigint;
  /** Keys that sign for the payer, by address in lower case. */
  readonly sessions: ReadonlyMap<string, SessionView>;
};

/** What a session key may still sign for, and until when. */
export type SessionView = { readonly left: bigint; readonly endsAt: number };

/** Where a lane stands. */
export type LaneView = Pick<LaneRecord, "seq" | "cumulative"> & { readonly receiptsRoot: string };

export type PayerCheck = {
  readonly signed: Pick<SignedVoucher, "account" | "voucher">;
  /** Who signed the voucher, in lower case; undefined if nobody can have. */
  readonly signer: string | undefined;
  readonly served: ServedOffer;
  /** Undefined if nothing was ever deposited. */
  readonly account: AccountView | undefined;
  /** Unix time. */
  readonly now: number;
  /** Seconds within which the node redeems what it holds. */
  readonly redeemSeconds: number;
};

export type VoucherCheck = PayerCheck & { readonly lane: LaneView; readonly price: bigint };

/**
 * `serve`: run the model; `repeat`: the call was answered already, if the request is the same; `refuse`: tell the payer
 * why, and where the lane stands.
 */
export type Verdict =
  | { readonly kind: "serve" }
  | { readonly kind: "repeat" }
  | { readonly kind: "refuse"; readonly problem: ProblemName; readonly detail: string };

const SERVE: Verdict = { kind: "serve" };
const REPEAT: Verdict = { kind: "repeat" };

/** Decides whether a voucher is from whom it says, before anything is looked up for it. */
export function checkPayer(check: PayerCheck): Verdict {
  return checkOffer(check) ?? checkSigner(check) ?? SERVE;
}

/** Decides what becomes of a call that came with a voucher. */
export function checkVoucher(check: VoucherCheck): Verdict {
  return checkOffer(check) ?? checkSigner(check) ?? checkPlace(check) ?? checkMoney(check) ?? SERVE;
}

/** Decides whether a voucher that buys no call is worth keeping. */
export function checkClosingVoucher(check: VoucherCheck): Verdict {
  return checkOffer(check) ?? checkSigner(check) ?? checkEnd(check) ?? checkClosing(check) ?? SERVE;
}

function checkOffer({ signed: { account, voucher }, served, now }: PayerCheck) {
  const { offer, offerId } = served;
  if (voucher.offerId !== offerId) {
    return refuse("wrong-offer", `The voucher names the offer ${voucher.offerId}, not ${offerId}.`);
  }
  if (account.operator !== offer.operator || account.token !== offer.token) {
    return refuse("wrong-offer", "The account is for another operator or token than the offer.");
  }
  if (now < offer.validFrom || now >= served.endsAt) {
    return refuse("wrong-offer", "The offer is not live. Take one that is, from /v1/offers.");
  }
  return undefined;
}

function checkSigner({ signed, signer, account, now, redeemSeconds }: PayerCheck) {
  if (signer === undefined) {
    return refuse("bad-signature", "The signature is none of 65 bytes that anyone can have made.");
  }
  if (account === undefined || !sameTerms(account.terms, signed.account)) {
    return refuse("insufficient-funds", "Nothing was deposited in this account yet.");
  }
  if (signer === account.terms.payer) return undefined;

  const session = account.sessions.get(signer);
  if (session === undefined) {
    const advice = "Check chain id and meter of the signed domain; contracts pay by a session key.";
    return refuse("bad-signature", `${signer} signed, neither the payer nor its key. ${advice}`);
  }
  if (session.endsAt < now + redeemSeconds) {
    return refuse("bad-signature", "The session of the key ends before the next redemption.");
  }
  return undefined;
}

/** Where the call belongs in its lane. */
function checkPlace(check: VoucherCheck) {
  const { signed, lane, account } = check;
  const { voucher } = signed;
  if (voucher.epoch === account?.epoch && voucher.seq < lane.seq) return REPEAT;
  return checkEnd(check);
}

/** Whether the voucher acknowledges all receipts of the lane, and holds for long enough. */
function checkEnd({ signed, lane, account, now, redeemSeconds }: VoucherCheck) {
  const { voucher } = signed;
  if (voucher.epoch !== account?.epoch) {
    return refuse("stale-lane", `The account is in epoch ${account?.epoch ?? 0}.`);
  }
  if (voucher.seq !== lane.seq || voucher.receiptsRoot !== lane.receiptsRoot) {
    return refuse("stale-lane", `The lane has ${lane.seq} receipts under ${lane.receiptsRoot}.`);
  }
  const needed = now + redeemSeconds + signed.account.withdrawDelay;
  if (voucher.validUntil < needed) {
    return refuse("voucher-expired", `The voucher has to be valid until ${needed} at least.`);
  }
  return undefined;
}

function checkMoney({ signed: { voucher }, signer, served, account, lane, price }: VoucherCheck) {
  const owed = lane.cumulative + price;
  if (voucher.maxCumulative + served.offer.creditLimit < owed) {
    const needed = owed - served.offer.creditLimit;
    return refuse("payment-required", `maxCumulative has to be ${needed} at least.`);
  }
  if (account === undefined) return undefined;

  const left = account.limit - account.charged;
  if (left < price) {
    return refuse("insufficient-funds", `The call costs ${price}; the account has ${left} left.`);
  }
  const session = account.sessions.get(signer ?? "");
  if (signer !== account.terms.payer && session !== undefined && session.left < price) {
    return refuse("insufficient-funds", `The session key has ${session.left} left.`);
  }
  return undefined;
}

function checkClosing({ signed: { voucher }, served, lane }: VoucherCheck) {
  if (voucher.maxCumulative + served.offer.creditLimit < lane.cumulative) {
    return refuse("payment-required", `The lane came to ${lane.cumulative}.`);
  }
  return undefined;
}

function sameTerms(a: AccountTerms, b: AccountTerms): boolean {
  return (
    a.payer === b.payer &&
    a.operator === b.operator &&
    a.token === b.token &&
    a.withdrawDelay === b.withdrawDelay &&
    a.salt === b.salt
  );
}

function refuse(problem: ProblemName, detail: string): Verdict {
  return { kind: "refuse", problem, detail };
}
