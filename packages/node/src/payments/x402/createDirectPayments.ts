import { createMutex, type Signatures, toHex } from "@sahara/sdk";
import { ZeroHash } from "ethers";

import type { UsageContracts } from "../../chain/UsageContracts.ts";
import type { Answered, Call } from "../../calls/Call.ts";
import type { ModelRunner } from "../../calls/createModelRunner.ts";
import { ProblemError, type Quote } from "../../http/ProblemError.ts";
import type { LaneBook } from "../../lanes/createLaneBook.ts";
import type { Logger } from "../../log/createLogger.ts";
import type { ServedOffer } from "../../offers/ServedOffer.ts";
import type { DirectAnswer, LaneKey, PaymentRecord, Store } from "../../store/Store.ts";
import { type Challenge, challengeFor, settlementHeader } from "./challenge.ts";
import { checkAuthorization, networkOf } from "./checkAuthorization.ts";
import type { Settler } from "./createSettler.ts";
import type { X402Payment } from "./parsePayment.ts";
import { paymentIdOf, recoverAuthorizer, type TokenDomain } from "./TokenDomain.ts";

export type DirectPaymentsDeps = {
  readonly store: Store;
  readonly lanes: LaneBook;
  readonly models: ModelRunner;
  readonly signatures: Signatures;
  readonly settler: Settler;
  readonly token: UsageContracts["token"];
  readonly domain: TokenDomain;
  /** The lane of this node's directly paid calls. */
  readonly nodeNumber: number;
  readonly now: () => number;
  readonly log: Logger;
};

export type DirectPayments = ReturnType<typeof createDirectPayments>;

/**
 * Calls that an x402 client pays by an ERC-3009 authorization. The payment is noted before the model runs, the answer
 * before the money moves, the receipt before anything is sent; so after a crash the same payment gets its answer, and
 * the token takes a nonce only once.
 */
export function createDirectPayments(deps: DirectPaymentsDeps) {
  const { store, lanes, models, signatures, settler, token, domain, nodeNumber, now, log } = deps;
  const exclusive = createMutex();

  function checkPayment(call: Call, payment: X402Payment): void {
    const { served, price } = call;
    const signer = recoverAuthorizer(domain, payment.authorization);
    const fault = checkAuthorization({ payment, served, price, domain, signer, now: now() });
    if (fault !== undefined) throw refuse(fault.problem, fault.detail, call);
  }

  /** What only the chain can say, asked before the model runs for nothing. */
  async function checkChain(call: Call, { authorization }: X402Payment): Promise<void> {
    const { from, nonce, value } = authorization;
    const [used, balance] = await Promise.all([
      token.authorizationState(from, nonce),
      token.balanceOf(from),
    ]);
    if (used) throw refuse("payment-required", "This authorization was used before.", call);
    if (balance < value) {
      throw refuse("insufficient-funds", `The payer has ${balance} of ${value}.`, call);
    }
  }

  async function answer(id: string, call: Call, payment: X402Payment): Promise<PaymentRecord> {
    const known = await store.payment(id);
    if (known === undefined) await checkChain(call, payment);
    const { authorization } = payment;
    const { offerId } = call.served;
    const { requestHash } = call;
    const state = "open" as const;
    const record =
      known ?? (await store.openPayment({ id, state, offerId, requestHash, authorization }));

    if (record.requestHash !== requestHash || record.offerId !== offerId) {
      throw refuse("sequence-conflict", "This authorization pays for another request.", call);
    }
    return record.state === "open" ? await run(record, call) : record;
  }

  async function run(record: PaymentRecord, call: Call): Promise<PaymentRecord> {
    const startedAt = now();
    const response = await models.run({ ...call, onPiece: () => undefined });
    const answer = { ...response, units: call.units, startedAt, finishedAt: now() };
    await store.answerPayment(record.id, answer);
    return (await store.payment(record.id)) ?? record;
  }

  /** Moves the money unless it has moved, then writes the receipt; both happen once. */
  async function settle(record: PaymentRecord, served: ServedOffer): Promise<PaymentRecord> {
    const { answer } = record;
    if (record.state === "settled" || answer === undefined) return record;
    const transaction = await settler.settle(record.authorization, served.receiver);
    return await finish(record, answer, served, transaction);
  }

  async function finish(
    record: PaymentRecord,
    answer: DirectAnswer,
    served: ServedOffer,
    transaction: string,
  ): Promise<PaymentRecord> {
    const key = laneOfDirectCalls(record.offerId, nodeNumber);
    await lanes.use(key, async () => {
      if (store.shared) lanes.forget(key);
      const lane = await lanes.load(key);
      const amount = record.authorization.value;
      const extension = lanes.extend(lane, {
        requestHash: record.requestHash,
        responseHash: toHex(signatures.keccak256(answer.body)),
        units: answer.units,
        amount,
        startedAt: answer.startedAt,
        finishedAt: answer.finishedAt,
        modelHash: served.offer.modelHash,
      });
      const { contentType, body } = answer;
      const receipt = { ...extension.receipt, response: { contentType, body } };
      const payment = { id: record.id, transaction };
      const result = await store
        .commitCall({ lane: extension.lane, receipt, amount, payment })
        .catch((error: unknown) => {
          lanes.forget(key);
          throw error;
        });
      // A conflict says that another node has written the receipt of this payment.
      if (result === "committed") lanes.advance(lane, extension.lane);
      else lanes.forget(key);
    });
    return (await store.payment(record.id)) ?? record;
  }

  async function toAnswered(record: PaymentRecord, version: 1 | 2): Promise<Answered> {
    const { place, offerId } = record;
    const receipt =
      place && (await store.receiptAt(laneOfDirectCalls(offerId, place.lane), place.seq));
    if (receipt?.response === undefined) {
      throw new ProblemError("not-found", "This call was answered; its answer is kept no more.", {
        status: 410,
      });
    }
    const { transaction = "", authorization } = record;
    const network = networkOf(domain.chainId);
    const settlement = { success: true, transaction, network, payer: authorization.from };
    return {
      response: receipt.response,
      receipt: receipt.header,
      headers: settlementHeader(version, settlement),
    };
  }

  function refuse(problem: ProblemError["problem"], detail: string, { served, price }: Call) {
    return new ProblemError(problem, detail, { quote: { served, price } });
  }

  return {
    /** What a client needs to pay a call directly; undefined for an offer in a token that can't be paid so. */
    challenge(quote: Quote, resource: string, error: string): Challenge | undefined {
      if (quote.served.offer.token !== domain.verifyingContract) return undefined;
      return challengeFor(domain, quote, resource, error);
    },

    /**
     * Answers a call, or answers it again.
     *
     * @throws {ProblemError}
     */
    async call(call: Call, payment: X402Payment): Promise<Answered> {
      const id = paymentIdOf(domain, payment.authorization);
      return await exclusive(id, async () => {
        const known = await store.payment(id);
        // What was answered already is not judged by the clock again.
        if (known === undefined) checkPayment(call, payment);
        else if (known.authorization.signature !== payment.authorization.signature) {
          throw refuse("bad-signature", "The payment differs from the one with its nonce.", call);
        }
        const answered = await answer(id, call, payment);
        const settled = await settle(answered, call.served);
        return await toAnswered(settled, payment.version);
      });
    },

    /** After a start: writes the receipts of calls whose money moved while the node was ending. */
    async recover(served: readonly ServedOffer[]): Promise<void> {
      for (const record of await store.answeredPayments()) {
        const offer = served.find(({ offerId }) => offerId === record.offerId);
        if (offer === undefined || record.answer === undefined) continue;
        const transaction = await settler.findSettlement(record.authorization, offer.receiver);
        if (transaction === undefined) continue;
        await exclusive(record.id, async () => {
          const now = await store.payment(record.id);
          if (now?.state !== "answered" || now.answer === undefined) return;
          await finish(now, now.answer, offer, transaction);
        });
        log.info("payment.recovered", { payment: record.id, transaction });
      }
    },
  };
}

/** Receipts of directly paid calls are of no account. */
function laneOfDirectCalls(offerId: string, lane: number): LaneKey {
  return { accountId: ZeroHash, offerId, lane, epoch: 0 };
}
