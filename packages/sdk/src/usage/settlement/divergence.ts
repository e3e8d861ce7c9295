import type { SignedReceipt, UsageOffer } from "../structs.ts";

/** What one operator signed, and the offer that it did so under. */
export type Testimony = SignedReceipt & { readonly offer: UsageOffer };

/** What an arbiter made of a divergence; the position is the number on chain. */
export const VERDICTS = ["NONE", "FIRST_WRONG", "SECOND_WRONG", "BOTH_WRONG", "UNFOUNDED"] as const;

export type Verdict = (typeof VERDICTS)[number];

/** A dispute over two operators that answered one request of a deterministic model differently. */
export type Divergence = {
  divergenceId: bigint;
  reporter: string;
  /** Unix time. */
  openedAt: bigint;
  verdict: Verdict;
  /** The operators, and the keys that signed. */
  first: string;
  firstKey: string;
  second: string;
  secondKey: string;
  /** Base units of SAHARA; 0 once the dispute is over. */
  bond: bigint;
};
