import type { AccountTerms, Frontier, UsageVoucher } from "@sahara/sdk";

/** Which lane. Lanes of direct payments have the account 0 and the epoch 0. */
export type LaneKey = {
  readonly accountId: string;
  readonly offerId: string;
  readonly lane: number;
  readonly epoch: number;
};

/** A voucher that was accepted, with what a redemption needs besides. */
export type HeldVoucher = {
  readonly account: AccountTerms;
  readonly voucher: UsageVoucher;
  readonly signature: string;
  /** All of it as it came, in the form of the header. */
  readonly header: string;
};

/** All that the node keeps of a lane between calls. */
export type LaneRecord = LaneKey & {
  readonly seq: bigint;
  readonly cumulative: bigint;
  /** What the tree of its receipts goes on from, and what their root is made of. */
  readonly frontier: Frontier;
  /** The last voucher; missing in lanes of direct payments. */
  readonly held?: HeldVoucher | undefined;
};

/** What was answered, byte for byte. */
export type StoredResponse = { readonly contentType: string; readonly body: Uint8Array };

export type StoredReceipt = {
  readonly digest: string;
  readonly seq: bigint;
  readonly requestHash: string;
  readonly finishedAt: number;
  /** Receipt and signature, in the form of the header. */
  readonly header: string;
  /** Missing once it was pruned. */
  readonly response?: StoredResponse | undefined;
};

/** One answered call, to be written as a whole or not at all. */
export type CallCommit = {
  /** The lane after the call; it is written only over the lane with one receipt fewer. */
  readonly lane: LaneRecord;
  readonly receipt: StoredReceipt & { readonly response: StoredResponse };
  /** What the call adds to the lane. */
  readonly amount: bigint;
  /** Most that all lanes of the account may come to in this epoch; without it nothing is counted. */
  readonly accountLimit?: bigint | undefined;
  /** The payment that this call settles, if it was paid directly. */
  readonly payment?: { readonly id: string; readonly transaction: string } | undefined;
};

/**
 * `conflict`: the lane is not where the call left from, since another node answered one; `overdrawn`: other lanes have
 * used up the account. Nothing was written then.
 */
export type CommitResult = "committed" | "conflict" | "overdrawn";

/** A direct payment: `open` while the model runs, `answered` until the money has moved, then `settled`. */
export type PaymentRecord = {
  /** keccak256 of what makes the payment unique: chain, token, payer and nonce. */
  readonly id: string;
  readonly state: "open" | "answered" | "settled";
  readonly offerId: string;
  readonly requestHash: string;
  readonly authorization: TransferAuthorization;
  readonly answer?: DirectAnswer | undefined;
  /** Transaction of a settled payment, and where its receipt stands among the directly paid calls of the offer. */
  readonly transaction?: string | undefined;
  readonly place?: { readonly lane: number; readonly seq: bigint } | undefined;
};

/** An ERC-3009 authorization with its signature. */
export type TransferAuthorization = {
  readonly from: string;
  readonly to: string;
  readonly value: bigint;
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  readonly nonce: string;
  readonly signature: string;
};

/** An answer that waits for its money. */
export type DirectAnswer = StoredResponse & {
  readonly units: bigint;
  readonly startedAt: number;
  readonly finishedAt: number;
};

/** Where a node keeps what it must not forget. A promise that has resolved is on the disk. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- Two classes of stores implement it.
export interface Store {
  /** Whether other nodes write to it too, so that what is remembered may be out of date. */
  readonly shared: boolean;

  lane(key: LaneKey): Promise<LaneRecord | undefined>;
  /** The sum of what the lanes of an account came to in an epoch. */
  charged(accountId: string, epoch: number): Promise<bigint>;
  /** The lanes of an account in an epoch. */
  lanesOf(accountId: string, epoch: number): Promise<LaneKey[]>;
  receiptAt(key: LaneKey, seq: bigint): Promise<StoredReceipt | undefined>;
  /** Digests of the first receipts of a lane, in their order. */
  leaves(key: LaneKey, count: bigint): Promise<Uint8Array[]>;

  commitCall(commit: CallCommit): Promise<CommitResult>;
  /** Replaces the voucher of a lane that still stands where the voucher says; false if it does not. */
  commitVoucher(key: LaneKey, held: HeldVoucher): Promise<boolean>;

  /** Lanes whose vouchers are worth more than was redeemed, those worth most first. */
  lanesToRedeem(limit: number): Promise<RedeemableLane[]>;
  /** Notes what the chain says was redeemed. */
  setRedeemed(key: LaneKey, redeemed: bigint): Promise<void>;
  /** Leaves a lane out of `lanesToRedeem` until its voucher is worth more than this. */
  giveUp(key: LaneKey, claim: bigint): Promise<void>;
  /** Lanes of direct payments whose newest receipts were not posted. */
  lanesToPost(): Promise<LaneRecord[]>;
  setPosted(key: LaneKey, seq: bigint): Promise<void>;

  payment(id: string): Promise<PaymentRecord | undefined>;
  /** Notes the payment unless there is one with its id, and returns the one that there is. */
  openPayment(payment: PaymentRecord): Promise<PaymentRecord>;
  /** Keeps the first answer of a payment. */
  answerPayment(id: string, answer: DirectAnswer): Promise<void>;
  answeredPayments(): Promise<PaymentRecord[]>;

  /** Forgets responses of receipts that are older than `finishedBefore` and not the last of their lanes. */
  prune(finishedBefore: number): Promise<number>;
  totals(): Promise<StoreTotals>;
  close(): Promise<void>;
}

export type RedeemableLane = { readonly lane: LaneRecord; readonly redeemed: bigint };

export type StoreTotals = { readonly receipts: number; readonly charged: bigint };
