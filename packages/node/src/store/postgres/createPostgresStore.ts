import pg from "pg";

import { claimableOf, packAuthorization, packFrontier, toBytes, toHex } from "../codec.ts";
import { createGroupCommit } from "../createGroupCommit.ts";
import type { CallCommit, CommitResult, LaneKey, Store } from "../Store.ts";
import {
  type LaneRow,
  type PaymentRow,
  readLane,
  readPayment,
  readReceipt,
  type ReceiptRow,
} from "./rows.ts";
import { SCHEMA } from "./schema.ts";

const LANE = "account_id = $1 AND epoch = $2 AND offer_id = $3 AND lane = $4";
const RECEIPT = "r.digest, r.seq, request_hash, finished_at, header, content_type, body";
const RECEIPTS = "sahara_receipts r JOIN sahara_lanes l ON l.id = r.lane_id";
/** Number of the advisory lock under which the tables are made; any constant serves. */
const SCHEMA_LOCK = 8402;

/** A store in PostgreSQL, for several nodes that serve the same offers. */
export async function createPostgresStore({
  url,
  connections,
}: {
  url: string;
  connections: number;
}): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // A connection that breaks while nobody uses it is replaced by the pool.
  pool.on("error", () => undefined);
  await createTables(pool);

  async function rows<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return (await pool.query<Row>(text, values)).rows;
  }

  async function first<Row extends pg.QueryResultRow, T>(
    read: (row: Row) => T,
    text: string,
    values: unknown[],
  ): Promise<T | undefined> {
    const [row] = await rows<Row>(text, values);
    return row && read(row);
  }

  const commitGroup = createGroupCommit((group: readonly CallCommit[]) => writeGroup(pool, group));
  const payment = (id: string) =>
    first<PaymentRow, ReturnType<typeof readPayment>>(
      readPayment,
      "SELECT * FROM sahara_payments WHERE id = $1",
      [toBytes(id)],
    );

  return {
    shared: true,

    lane: (key) => first(readLane, `SELECT * FROM sahara_lanes WHERE ${LANE}`, laneKey(key)),
    charged: async (accountId, epoch) => {
      const text = "SELECT charged FROM sahara_accounts WHERE account_id = $1 AND epoch = $2";
      const [row] = await rows<{ charged: string }>(text, [toBytes(accountId), epoch]);
      return BigInt(row?.charged ?? 0);
    },
    lanesOf: async (accountId, epoch) => {
      const text = "SELECT * FROM sahara_lanes WHERE account_id = $1 AND epoch = $2";
      return (await rows<LaneRow>(text, [toBytes(accountId), epoch])).map(readLane);
    },
    receiptAt: (key, seq) =>
      first<ReceiptRow, ReturnType<typeof readReceipt>>(
        readReceipt,
        `SELECT ${RECEIPT} FROM ${RECEIPTS} WHERE ${LANE} AND r.seq = $5`,
        [...laneKey(key), seq],
      ),
    leaves: async (key, count) => {
      const text = `SELECT digest FROM ${RECEIPTS} WHERE ${LANE} AND r.seq <= $5 ORDER BY r.seq`;
      return (await rows<{ digest: Buffer }>(text, [...laneKey(key), count])).map(
        ({ digest }) => digest,
      );
    },

    commitCall: commitGroup,
    commitVoucher: async (key, held) => {
      const { rowCount } = await pool.query(
        `UPDATE sahara_lanes SET voucher = $5, claimable = least(cumulative, $6)
         WHERE ${LANE} AND seq = $7 AND claimable <= least(cumulative, $6)`,
        [...laneKey(key), held.header, held.voucher.maxCumulative, held.voucher.seq],
      );
      return rowCount === 1;
    },

    lanesToRedeem: async (limit) => {
      const text = `SELECT * FROM sahara_lanes
        WHERE voucher IS NOT NULL AND claimable > redeemed AND claimable > given_up
        ORDER BY claimable DESC LIMIT $1`;
      return (await rows<LaneRow>(text, [limit])).map((row) => ({
        lane: readLane(row),
        redeemed: BigInt(row.redeemed),
      }));
    },
    setRedeemed: async (key, redeemed) => {
      await pool.query(`UPDATE sahara_lanes SET redeemed = greatest(redeemed, $5) WHERE ${LANE}`, [
        ...laneKey(key),
        redeemed,
      ]);
    },
    giveUp: async (key, claim) => {
      await pool.query(`UPDATE sahara_lanes SET given_up = $5 WHERE ${LANE}`, [
        ...laneKey(key),
        claim,
      ]);
    },
    lanesToPost: async () => {
      const text = "SELECT * FROM sahara_lanes WHERE voucher IS NULL AND seq > posted";
      return (await rows<LaneRow>(text)).map(readLane);
    },
    setPosted: async (key, seq) => {
      await pool.query(`UPDATE sahara_lanes SET posted = $5 WHERE ${LANE}`, [...laneKey(key), seq]);
    },

    payment,
    openPayment: async (opened) => {
      await pool.query(
        `INSERT INTO sahara_payments (id, state, offer_id, request_hash, authorization_json)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
        [
          toBytes(opened.id),
          opened.state,
          toBytes(opened.offerId),
          toBytes(opened.requestHash),
          packAuthorization(opened.authorization),
        ],
      );
      return (await payment(opened.id)) ?? opened;
    },
    answerPayment: async (id, { contentType, body, units, startedAt, finishedAt }) => {
      await pool.query(
        `UPDATE sahara_payments SET state = 'answered', content_type = $2, body = $3, units = $4,
           started_at = $5, finished_at = $6 WHERE id = $1 AND state = 'open'`,
        [toBytes(id), contentType, body, units, startedAt, finishedAt],
      );
    },
    answeredPayments: async () =>
      (await rows<PaymentRow>("SELECT * FROM sahara_payments WHERE state = 'answered'")).map(
        readPayment,
      ),

    prune: async (finishedBefore) => {
      const { rowCount } = await pool.query(
        `UPDATE sahara_receipts r SET body = NULL, content_type = NULL FROM sahara_lanes l
         WHERE l.id = r.lane_id AND r.seq < l.seq AND body IS NOT NULL AND finished_at < $1`,
        [finishedBefore],
      );
      return rowCount ?? 0;
    },
    totals: async () => {
      const text =
        "SELECT count(*) AS receipts, coalesce(sum(amount), 0) AS charged FROM sahara_receipts";
      const [totals] = await rows<{ receipts: string; charged: string }>(text);
      return { receipts: Number(totals?.receipts), charged: BigInt(totals?.charged ?? 0) };
    },
    close: () => pool.end(),
  };
}

/** Two nodes may start at once on an empty database; one makes the tables. */
async function createTables(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [SCHEMA_LOCK]);
    await client.query(SCHEMA);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

/** Writes a group in one statement, which is one transaction. Rows are locked in one order, so nodes never deadlock. */
async function writeGroup(pool: pg.Pool, group: readonly CallCommit[]): Promise<CommitResult[]> {
  const calls = group.map((commit, index) => ({ index, ...packCall(commit) }));
  calls.sort((a, b) => compare(a.account, b.account) || compare(a.key, b.key) || a.index - b.index);
  const { rows } = await pool.query<{ index: number; result: CommitResult }>(
    `SELECT (call->>'index')::int AS index, sahara_commit_call(call) AS result
     FROM jsonb_array_elements($1::jsonb) AS call`,
    [JSON.stringify(calls)],
  );
  const results = new Map(rows.map(({ index, result }) => [index, result]));
  return group.map((_, index) => results.get(index) ?? "conflict");
}

function packCall({ lane, receipt, amount, accountLimit, payment }: CallCommit) {
  const { accountId, offerId, epoch } = lane;
  return {
    key: `${epoch}/${offerId}/${lane.lane}`,
    account: accountId.slice(2),
    offer: offerId.slice(2),
    lane: lane.lane,
    epoch,
    seq: lane.seq.toString(),
    cumulative: lane.cumulative.toString(),
    frontier: toHex(packFrontier(lane.frontier)).slice(2),
    voucher: lane.held?.header,
    claimable: claimableOf(lane.cumulative, lane.held).toString(),
    digest: receipt.digest.slice(2),
    request: receipt.requestHash.slice(2),
    finished: receipt.finishedAt,
    header: receipt.header,
    type: receipt.response.contentType,
    body: toHex(receipt.response.body).slice(2),
    amount: amount.toString(),
    limit: accountLimit?.toString(),
    payment: payment?.id.slice(2),
    tx: payment?.transaction,
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function laneKey({ accountId, epoch, offerId, lane }: LaneKey): unknown[] {
  return [toBytes(accountId), epoch, toBytes(offerId), lane];
}
