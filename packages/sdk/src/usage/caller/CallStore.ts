import type { ReceiptFault } from "../../errors/usageErrors.ts";
import type { AccountTerms, SignedReceipt, UsageOffer } from "../structs.ts";

/** Which lane. */
export type LanePlace = { accountId: string; offerId: string; lane: number; epoch: number };

/** One fact about paid calls. Facts are appended and never changed; together they are all that a caller knows. */
export type CallRecord =
  | { kind: "lane"; place: LanePlace; account: AccountTerms; offer: UsageOffer }
  /** A voucher that promises up to `maxCumulative` is about to be sent, with a request that may cost `maxPrice`. */
  | {
      kind: "request";
      place: LanePlace;
      seq: bigint;
      requestHash: string;
      maxPrice: bigint;
      maxCumulative: bigint;
    }
  /** A receipt that was checked. Its answer was `seen`, unless it got lost on the way. */
  | { kind: "receipt"; place: LanePlace; signed: SignedReceipt; seen: boolean; latencyMs: number }
  /** What an operator signed and should not have; `against` is the receipt that it contradicts, if it is one. */
  | {
      kind: "fault";
      place: LanePlace;
      fault: ReceiptFault | "equivocation";
      signed: SignedReceipt;
      against?: SignedReceipt | undefined;
    }
  /** The lane is not used any more. */
  | { kind: "retired"; place: LanePlace; reason: string }
  /** Money is about to go to an account. */
  | { kind: "deposit"; accountId: string; token: string; amount: bigint };

/** Where a caller keeps its proofs. `append` returns when the fact would survive a crash. */
export type CallStore = {
  load: () => Promise<readonly CallRecord[]>;
  append: (record: CallRecord) => Promise<void>;
};

/** Keeps the proofs for as long as the process lives. */
export function createMemoryCallStore(): CallStore {
  const records: CallRecord[] = [];
  return {
    load: () => Promise.resolve([...records]),
    append: (record) => {
      records.push(record);
      return Promise.resolve();
    },
  };
}
