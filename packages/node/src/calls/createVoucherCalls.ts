import {
  type Digests,
  encodeVoucherHeader,
  fromHex,
  InvalidSignatureError,
  type Signatures,
  type SignedVoucher,
  toHex,
} from "@sahara/sdk";

import type { AccountBook } from "../chain/createAccountBook.ts";
import { ProblemError, type Quote } from "../http/ProblemError.ts";
import type { Lane, LaneBook } from "../lanes/createLaneBook.ts";
import type { ServedOffer } from "../offers/ServedOffer.ts";
import {
  checkClosingVoucher,
  checkPayer,
  checkVoucher,
  type PayerCheck,
  type Verdict,
} from "../payments/checkVoucher.ts";
import type { HeldVoucher, LaneKey, Store } from "../store/Store.ts";
import type { Answered, Call } from "./Call.ts";
import type { ModelRunner } from "./createModelRunner.ts";

export type VoucherCallsDeps = {
  readonly store: Store;
  readonly lanes: LaneBook;
  readonly accounts: AccountBook;
  readonly models: ModelRunner;
  readonly digests: Digests;
  readonly signatures: Signatures;
  /** Unix time. */
  readonly now: () => number;
  readonly redeemSeconds: number;
};

export type VoucherCalls = ReturnType<typeof createVoucherCalls>;

/** Calls that are paid by vouchers. */
export function createVoucherCalls(deps: VoucherCallsDeps) {
  const { store, lanes, accounts, models, digests, signatures, now, redeemSeconds } = deps;

  function signerOf({ voucher, signature }: SignedVoucher): string | undefined {
    try {
      return signatures.recover(digests.digest("UsageVoucher", voucher), fromHex(signature));
    } catch (error) {
      if (error instanceof InvalidSignatureError) return undefined;
      throw error;
    }
  }

  /** Checks who pays; an account that seems unable to may have got money, or a key, a moment ago. */
  async function checkedPayer(signed: SignedVoucher, served: ServedOffer): Promise<PayerCheck> {
    const { accountId } = signed.voucher;
    const signer = signerOf(signed);
    const look = async () => {
      const account = await accounts.view(accountId);
      return { signed, signer, served, account, now: now(), redeemSeconds };
    };
    let check = await look();
    if (mayHaveChanged(checkPayer(check)) && (await accounts.refresh())) check = await look();
    refuseUnlessServed(checkPayer(check), { served, price: served.offer.maxPricePerCall });
    return check;
  }

  /** Checks the call against its lane; what is remembered of either may be out of date. */
  async function checkedCall(payer: PayerCheck, call: Call, key: LaneKey) {
    const look = async () => {
      const lane = await lanes.load(key);
      const account = await accounts.view(key.accountId);
      const check = { ...payer, account, lane: lanes.viewOf(lane), price: call.price };
      return { lane, verdict: checkVoucher(check) };
    };
    let found = await look();
    if (mayHaveChanged(found.verdict) && (await accounts.refresh())) found = await look();
    if (found.verdict.kind !== "serve" && store.shared) {
      lanes.forget(key);
      found = await look();
    }
    return found;
  }

  async function answer(payer: PayerCheck, call: Call, held: HeldVoucher): Promise<Answered> {
    const key = laneKeyOf(held);
    const { lane, verdict } = await checkedCall(payer, call, key);
    if (verdict.kind === "repeat") return await repeat(call, held);
    if (verdict.kind === "refuse") throw await refusal(verdict, call, lane);

    // Other lanes of the account can't spend the same money while the model runs.
    const release = accounts.reserve(key.accountId, call.price);
    try {
      return await serve(lane, call, held);
    } finally {
      release();
    }
  }

  async function serve(lane: Lane, call: Call, held: HeldVoucher): Promise<Answered> {
    const startedAt = now();
    const response = await models.run(call);
    const extension = lanes.extend(
      lane,
      {
        requestHash: call.requestHash,
        responseHash: toHex(signatures.keccak256(response.body)),
        units: call.units,
        amount: call.price,
        startedAt,
        finishedAt: now(),
        modelHash: call.served.offer.modelHash,
      },
      held,
    );
    const { accountId } = held.voucher;
    const accountLimit = (await accounts.view(accountId))?.limit;
    const receipt = { ...extension.receipt, response };
    const amount = call.price;
    try {
      const committed = store.commitCall({ lane: extension.lane, receipt, amount, accountLimit });
      // The next voucher is held against the root with this receipt; now the disk leaves time for it.
      setImmediate(() => lanes.viewOf({ ...lane, record: extension.lane }));
      const result = await committed;
      if (result === "committed") {
        lanes.advance(lane, extension.lane);
        accounts.charge(accountId, amount);
        return { response, receipt: receipt.header };
      }
      lanes.forget(laneKeyOf(held));
      return await recoverFrom(result, call, held);
    } catch (error) {
      lanes.forget(laneKeyOf(held));
      throw error;
    }
  }

  /** Another node answered in this lane, or spent the account's money, while the model ran. Nothing was written. */
  async function recoverFrom(
    result: "conflict" | "overdrawn",
    call: Call,
    held: HeldVoucher,
  ): Promise<Answered> {
    const lane = await lanes.load(laneKeyOf(held));
    if (lane.record.seq > held.voucher.seq) return await repeat(call, held);
    if (result === "overdrawn") await accounts.reload(held.voucher.accountId);
    const detail = "Other calls have used up the account meanwhile.";
    throw await refusal({ problem: "insufficient-funds", detail }, call, lane);
  }

  /** The stored answer to the same request; a place in a lane never has two. */
  async function repeat(call: Call, held: HeldVoucher): Promise<Answered> {
    const key = laneKeyOf(held);
    const stored = await store.receiptAt(key, held.voucher.seq + 1n);
    if (stored?.requestHash === call.requestHash && stored.response !== undefined) {
      return { response: stored.response, receipt: stored.header };
    }
    const lane = await lanes.load(key);
    if (stored?.requestHash === call.requestHash) {
      const detail = "This call was answered long ago; the answer is not kept any more.";
      throw await refusal({ problem: "stale-lane", detail }, call, lane);
    }
    const detail = `Place ${held.voucher.seq + 1n} of the lane answers another request.`;
    throw await refusal({ problem: "sequence-conflict", detail }, call, lane);
  }

  async function refusal(
    { problem, detail }: Pick<Extract<Verdict, { kind: "refuse" }>, "problem" | "detail">,
    { served, price }: Call,
    lane: Lane,
  ): Promise<ProblemError> {
    return new ProblemError(problem, detail, {
      quote: { served, price, lane: await lanes.stateOf(lane) },
    });
  }

  return {
    /**
     * Answers a call, or answers it again.
     *
     * @throws {ProblemError}
     */
    async call(call: Call, signed: SignedVoucher, header: string): Promise<Answered> {
      const payer = await checkedPayer(signed, call.served);
      const held = { ...signed, header };
      return await lanes.use(laneKeyOf(held), () => answer(payer, call, held));
    },

    /**
     * Takes a voucher that acknowledges all receipts of its lane, and buys nothing.
     *
     * @throws {ProblemError}
     */
    async close(signed: SignedVoucher, served: ServedOffer): Promise<void> {
      const payer = await checkedPayer(signed, served);
      const held = { ...signed, header: encodeVoucherHeader(signed) };
      const key = laneKeyOf(held);
      await lanes.use(key, async () => {
        if (store.shared) lanes.forget(key);
        const lane = await lanes.load(key);
        const state = { served, price: 0n, lane: await lanes.stateOf(lane) };
        const check = { ...payer, lane: lanes.viewOf(lane), price: 0n };
        refuseUnlessServed(checkClosingVoucher(check), state);
        const before = lane.record.held?.voucher.maxCumulative ?? 0n;
        if (signed.voucher.maxCumulative < before || lane.record.seq === 0n) return;
        if (await store.commitVoucher(key, held)) lanes.advance(lane, { ...lane.record, held });
        else lanes.forget(key);
      });
    },
  };
}

/** Whether the chain may say otherwise by now. */
function mayHaveChanged(verdict: Verdict): boolean {
  if (verdict.kind !== "refuse") return false;
  return verdict.problem === "insufficient-funds" || verdict.problem === "bad-signature";
}

function refuseUnlessServed(verdict: Verdict, quote: Quote): void {
  if (verdict.kind === "refuse") throw new ProblemError(verdict.problem, verdict.detail, { quote });
}

function laneKeyOf({ voucher: { accountId, offerId, lane, epoch } }: Pick<HeldVoucher, "voucher">) {
  return { accountId, offerId, lane, epoch };
}
