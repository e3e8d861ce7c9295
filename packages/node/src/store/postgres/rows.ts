import { toHex, unpackAuthorization, unpackFrontier, unpackVoucher } from "../codec.ts";
import type { LaneRecord, PaymentRecord, StoredReceipt } from "../Store.ts";

/** Integers of 64 bits and numerics come as text. */
export type LaneRow = {
  account_id: Buffer;
  offer_id: Buffer;
  lane: string;
  epoch: string;
  seq: string;
  cumulative: string;
  frontier: Buffer;
  voucher: string | null;
  redeemed: string;
};

export type ReceiptRow = {
  digest: Buffer;
  seq: string;
  request_hash: Buffer;
  finished_at: string;
  header: string;
  content_type: string | null;
  body: Buffer | null;
};

export type PaymentRow = {
  id: Buffer;
  state: PaymentRecord["state"];
  offer_id: Buffer;
  request_hash: Buffer;
  authorization_json: string;
  content_type: string | null;
  body: Buffer | null;
  units: string | null;
  started_at: string | null;
  finished_at: string | null;
  tx: string | null;
  receipt_lane: string | null;
  receipt_seq: string | null;
};

export function readLane(row: LaneRow): LaneRecord {
  const seq = BigInt(row.seq);
  return {
    accountId: toHex(row.account_id),
    offerId: toHex(row.offer_id),
    lane: Number(row.lane),
    epoch: Number(row.epoch),
    seq,
    cumulative: BigInt(row.cumulative),
    frontier: unpackFrontier(seq, row.frontier),
    held: unpackVoucher(row.voucher),
  };
}

export function readReceipt(row: ReceiptRow): StoredReceipt {
  return {
    digest: toHex(row.digest),
    seq: BigInt(row.seq),
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
    authorization: unpackAuthorization(row.authorization_json),
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
        : { lane: Number(row.receipt_lane), seq: BigInt(row.receipt_seq) },
  };
}
