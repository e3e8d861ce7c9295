import { toHex, unpackAuthorization, unpackFrontier, unpackVoucher } from "../codec.ts";
import type { LaneRecord, PaymentRecord, StoredReceipt } from "../Store.ts";
import { seqOf } from "./places.ts";

export type LaneRow = {
  account_id: Uint8Array;
  offer_id: Uint8Array;
  lane: bigint;
  epoch: bigint;
  seq: bigint;
  cumulative: string;
  frontier: Uint8Array;
  voucher: string | null;
  redeemed: string;
};

export type ReceiptRow = {
  id: bigint;
  digest: Uint8Array;
  request_hash: Uint8Array;
  finished_at: bigint;
  header: string;
  content_type: string | null;
  body: Uint8Array | null;
};

export type PaymentRow = {
  id: Uint8Array;
  state: PaymentRecord["state"];
  offer_id: Uint8Array;
  request_hash: Uint8Array;
  authorization: string;
  content_type: string | null;
  body: Uint8Array | null;
  units: string | null;
  started_at: bigint | null;
  finished_at: bigint | null;
  tx: string | null;
  receipt_lane: bigint | null;
  receipt_seq: bigint | null;
};

export function readLane(row: LaneRow): LaneRecord {
  return {
    accountId: toHex(row.account_id),
    offerId: toHex(row.offer_id),
    lane: Number(row.lane),
    epoch: Number(row.epoch),
    seq: row.seq,
    cumulative: BigInt(row.cumulative),
    frontier: unpackFrontier(row.seq, row.frontier),
    held: unpackVoucher(row.voucher),
  };
}

export function readReceipt(row: ReceiptRow): StoredReceipt {
  return {
    digest: toHex(row.digest),
    seq: seqOf(row.id),
    requestHash: toHex(row.request_hash),
    finishedAt: Number(row.finished_at),
    header: row.header,
    response:
      row.body === null || row.content_type === null
        ? undefined
        : { contentType: row.content_type, body: row.body },
  };
}

export function readPayment(row: PaymentRow): PaymentRecord {
  return {
    id: toHex(row.id),
    state: row.state,
    offerId: toHex(row.offer_id),
    requestHash: toHex(row.request_hash),
    authorization: unpackAuthorization(row.authorization),
    answer:
      row.body === null || row.content_type === null
        ? undefined
        : {
            contentType: row.content_type,
            body: row.body,
            units: BigInt(row.units ?? 0),
            startedAt: Number(row.started_at),
            finishedAt: Number(row.finished_at),
          },
    transaction: row.tx ?? undefined,
    place:
      row.receipt_lane === null || row.receipt_seq === null
        ? undefined
        : { lane: Number(row.receipt_lane), seq: row.receipt_seq },
  };
}
