import { HttpError, type HttpErrorOptions } from "@sahara/http";
import { type LaneState, PROBLEM_STATUS, type ProblemName } from "@sahara/sdk";

import type { ServedOffer } from "../offers/ServedOffer.ts";

/** How the call that was refused is to be paid. */
export type Quote = {
  readonly served: ServedOffer;
  readonly price: bigint;
  readonly lane?: LaneState | undefined;
};

export type ProblemOptions = HttpErrorOptions & {
  /** Where the status is not the usual one of the problem. */
  status?: number;
  quote?: Quote | undefined;
  /** Seconds after which another try makes sense. */
  retryAfter?: number;
};

/** A short human name of each problem. */
const PROBLEM_TITLES: Record<ProblemName, string> = {
  "payment-required": "This call has to be paid",
  "stale-lane": "The voucher does not continue the lane",
  "insufficient-funds": "The account does not cover this call",
  "voucher-expired": "The promise to pay ends too early",
  "bad-signature": "The signature does not fit",
  "wrong-chain": "The payment is for another chain or token",
  "wrong-offer": "The payment is for another offer",
  "free-quota-spent": "The free calls of today are used up",
  "sequence-conflict": "This place in the lane has another answer",
  "bad-request": "The request is not understood",
  "too-large": "The request is too large",
  "not-found": "There is nothing here",
  busy: "The node is busy",
  "model-failed": "The model failed; nothing was charged",
};

/** Thrown to refuse a request; the client gets it as a problem document. */
export class ProblemError extends HttpError {
  override readonly name = "ProblemError";
  readonly problem: ProblemName;
  readonly status: number;
  readonly options: ProblemOptions;

  constructor(problem: ProblemName, detail: string, options: ProblemOptions = {}) {
    const status = options.status ?? PROBLEM_STATUS[problem];
    super({ name: problem, title: PROBLEM_TITLES[problem], status }, detail, options);
    this.problem = problem;
    this.status = status;
    this.options = options;
  }
}
