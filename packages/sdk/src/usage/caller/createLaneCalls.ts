import {
  CallRefusedError,
  OperatorError,
  OperatorFaultError,
  OperatorUnreachableError,
} from "../../errors/callErrors.ts";
import { InvalidReceiptError, InvalidSignatureError } from "../../errors/usageErrors.ts";
import { checkReceipt, hashBody } from "../checkReceipt.ts";
import type { Digests } from "../digests.ts";
import { encodeVoucherHeader } from "../headers.ts";
import { fromHex } from "../hex.ts";
import type { UsageProblem } from "../problems.ts";
import type { Signatures } from "../signatures.ts";
import type { CallReceipt, SignedReceipt, SignedVoucher, UsageVoucher } from "../structs.ts";
import type { CallerChain } from "./CallerChain.ts";
import type { Funds } from "./createFunds.ts";
import type { Reputation } from "./createReputation.ts";
import { type Answer, type AnswerType, type Exchange, sendCall } from "./httpCall.ts";
import { judgeLaneState } from "./judgeLaneState.ts";
import { type CallerLane, type CallerLaneBook, seqOf } from "./openLaneBook.ts";
import type { OfferChoice } from "./rankOffers.ts";

/** An answer whose receipt was checked and stored. */
export type CallResult = {
  body: Uint8Array;
  contentType: AnswerType;
  receipt: CallReceipt;
  signature: string;
  offerId: string;
  operator: string;
};

/** One request, and the most that it may cost. */
export type LaneRequest = { url: string; body: Uint8Array; maxPrice: bigint };

export type LaneCallsDeps = {
  chain: CallerChain;
  digests: Digests;
  signatures: Signatures;
  signVoucher: (voucher: UsageVoucher) => Promise<string>;
  book: CallerLaneBook;
  funds: Funds;
  reputation: Reputation;
  exchange: Exchange;
  /** Seconds that a voucher holds beyond the withdrawal delay. */
  voucherLifetime: number;
  /** How often a request is sent again whose answer got lost. */
  resends: number;
};

/** How often one call is sent again with what a refusal taught. */
const MAX_CORRECTIONS = 3;

/** A node learns of a deposit a moment later than the chain: how long to wait before it is asked again. */
const FUNDS_PAUSES_MS = [0, 500, 1_500] as const;

/** Calls in a lane that the caller has for itself. */
export function createLaneCalls(deps: LaneCallsDeps) {
  const { chain, digests, signatures, signVoucher, book, funds, reputation, exchange } = deps;
  const { voucherLifetime, resends } = deps;

  async function callInLane(
    choice: OfferChoice,
    lane: CallerLane,
    request: LaneRequest,
  ): Promise<CallResult> {
    let shortages = 0;
    for (let correction = 0; ; correction++) {
      // Told that the money is not there, the caller asks the chain itself.
      const { answer, latencyMs } = await ask(choice, lane, request, shortages > 0);
      if (answer.kind === "answered") return await accept(choice, lane, request, answer, latencyMs);
      const { problem } = answer;
      if (correction === MAX_CORRECTIONS || !(await correct(choice, lane, problem, shortages))) {
        throw new CallRefusedError(choice.offer.operator, problem);
      }
      if (problem.name === "insufficient-funds") shortages++;
    }
  }

  /** Promises what the call may cost, and sends it; again with the same voucher when the answer gets lost. */
  async function ask(choice: OfferChoice, lane: CallerLane, request: LaneRequest, force: boolean) {
    const { operator, creditLimit } = choice.offer;
    const wanted = max(lane.cumulative, lane.cumulative + request.maxPrice - creditLimit);
    await funds.reserve(lane, wanted, force);

    const { url, body, maxPrice } = request;
    const requestHash = hashBody(signatures, body);
    const signed = await sign(lane);
    const { maxCumulative } = signed.voucher;
    const fact = { place: lane.place, seq: seqOf(lane), requestHash, maxPrice, maxCumulative };
    await book.write({ kind: "request", ...fact });

    const voucher = encodeVoucherHeader(signed);
    for (let resend = 0; ; resend++) {
      const sentAt = performance.now();
      try {
        const sent = { operator, url, method: "POST" as const, body, voucher };
        const answer = await sendCall(exchange, sent);
        return { answer, latencyMs: Math.round(performance.now() - sentAt) };
      } catch (error) {
        if (!(error instanceof OperatorUnreachableError) || resend === resends) throw error;
      }
    }
  }

  async function sign(lane: CallerLane): Promise<SignedVoucher> {
    const validUntil = (await chain.now()) + lane.account.withdrawDelay + voucherLifetime;
    const voucher = book.voucher(lane, lane.promised, validUntil);
    return { account: lane.account, voucher, signature: await signVoucher(voucher) };
  }

  async function accept(
    choice: OfferChoice,
    lane: CallerLane,
    { body: requestBody, maxPrice }: LaneRequest,
    { body, contentType, signed }: Extract<Answer, { kind: "answered" }>,
    latencyMs: number,
  ): Promise<CallResult> {
    const { operator, modelHash } = choice.offer;
    const isOperatorKey = await keyCheck(choice, signed);
    try {
      checkReceipt({ digests, signatures }, signed, {
        ...{ ...lane.place, seq: seqOf(lane) + 1n, previousCumulative: lane.cumulative, maxPrice },
        requestHash: hashBody(signatures, requestBody),
        responseHash: hashBody(signatures, body),
        ...{ modelHash, isOperatorKey },
      });
    } catch (cause) {
      throw await rejected(choice, lane, signed, cause);
    }
    await book.write({ kind: "receipt", place: lane.place, signed, seen: true, latencyMs });
    reputation.answered(operator, latencyMs);
    return { body, contentType, ...signed, offerId: choice.offerId, operator };
  }

  /** Keeps what an operator signed wrongly, and leaves the lane. */
  async function rejected(
    choice: OfferChoice,
    lane: CallerLane,
    signed: SignedReceipt,
    cause: unknown,
  ): Promise<unknown> {
    if (!(cause instanceof InvalidReceiptError || cause instanceof InvalidSignatureError)) {
      return cause;
    }
    if (cause instanceof InvalidReceiptError && cause.fault !== "signer") {
      const { place } = lane;
      await book.write({ kind: "fault", place, fault: cause.fault, signed });
    }
    await book.write({ kind: "retired", place: lane.place, reason: cause.message });
    return new OperatorFaultError(choice.offer.operator, cause.message, { cause });
  }

  async function keyCheck(choice: OfferChoice, { receipt, signature }: SignedReceipt) {
    const { operator } = choice.offer;
    let signer: string | undefined;
    try {
      signer = signatures.recover(digests.digest("CallReceipt", receipt), fromHex(signature));
    } catch (error) {
      // The check of the receipt says what is wrong with it.
      if (!(error instanceof InvalidSignatureError)) throw error;
    }
    const isKey =
      signer !== undefined && (await chain.isOperatorKey(operator, signer, receipt.finishedAt));
    return (address: string) => isKey && address === signer;
  }

  /* CORRECTING */

  /** Whether the call is worth another try after this refusal. */
  async function correct(
    choice: OfferChoice,
    lane: CallerLane,
    problem: UsageProblem,
    shortages: number,
  ): Promise<boolean> {
    switch (problem.name) {
      case "insufficient-funds": {
        const milliseconds = FUNDS_PAUSES_MS[shortages];
        if (milliseconds === undefined) return false;
        await pause(milliseconds);
        return true;
      }
      case "stale-lane":
      case "sequence-conflict":
        await resume(choice, lane, problem);
        return true;
      default:
        return false;
    }
  }

  /** Brings the lane to where the node says it is, if that is proved. Throws otherwise. */
  async function resume(
    choice: OfferChoice,
    lane: CallerLane,
    problem: UsageProblem,
  ): Promise<void> {
    const { place } = lane;
    const state = problem.payment?.lane;
    const { epoch } = await chain.account(place.accountId);
    if (epoch !== place.epoch) throw await lost(lane, `the account is in epoch ${epoch}`);
    if (state === undefined) throw await lost(lane, "the node does not say where the lane stands");

    const isOperatorKey =
      state.lastReceipt === undefined ? () => false : await keyCheck(choice, state.lastReceipt);
    const judgement = judgeLaneState({ digests, signatures, isOperatorKey }, lane, state);
    switch (judgement.kind) {
      case "lost-answer":
        await book.write({
          ...{ kind: "receipt", place, signed: judgement.signed, seen: false, latencyMs: 0 },
        });
        return;
      case "equivocation": {
        const { signed } = judgement;
        const against = await book.receiptAt(place, signed.receipt.seq);
        await book.write({ kind: "fault", place, fault: "equivocation", signed, against });
        await book.write({ kind: "retired", place, reason: "equivocation" });
        throw new OperatorFaultError(
          choice.offer.operator,
          "it signed two receipts for one place of a lane",
        );
      }
      case "unproved":
        throw await lost(lane, judgement.reason);
    }
  }

  async function lost({ place, offer }: CallerLane, reason: string): Promise<LaneLost> {
    await book.write({ kind: "retired", place, reason });
    return new LaneLost(offer.operator, reason);
  }

  return {
    /**
     * Pays for one request, and returns its answer when the receipt is right and stored.
     *
     * @throws {OperatorError} When there is none.
     */
    call: callInLane,
    /** The voucher that acknowledges all receipts of a lane. */
    sign,
  };
}

/** A lane can't be gone on with, though nothing is proved against anyone. A new one can. */
export class LaneLost extends OperatorError {
  override readonly name = "LaneLost";
  readonly operator: string;

  constructor(operator: string, reason: string) {
    super(`The lane with ${operator} is given up: ${reason}.`);
    this.operator = operator;
  }
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
