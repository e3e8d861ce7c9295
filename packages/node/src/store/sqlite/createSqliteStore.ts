/* eslint-disable @typescript-eslint/require-await -- SQLite answers at once, but what it throws has to reject. */
import type { DatabaseSync } from "node:sqlite";

import { claimableOf, packAuthorization, packFrontier, toBytes, toSortable } from "../codec.ts";
import { createGroupCommit } from "../createGroupCommit.ts";
import type { CallCommit, CommitResult, LaneKey, Store } from "../Store.ts";
import { openDatabase } from "./openDatabase.ts";
import { type LaneRow, type PaymentRow, readLane, readPayment, readReceipt } from "./rows.ts";
import { prepareStatements, type Statements } from "./statements.ts";

/** A store in one file, for a node that serves its offers alone. */
export async function createSqliteStore({ file }: { file: string }): Promise<Store> {
  const database = await openDatabase(file);
  const sql = prepareStatements(database);
  const commitGroup = createGroupCommit((group: readonly CallCommit[]) =>
    inTransaction(database, () => writeGroup(sql, group)),
  );

  return {
    shared: false,

    lane: async (key) => optional(sql.lane.get(...laneKey(key)), readLane),
    charged: async (accountId, epoch) => chargedOf(sql, accountId, epoch),
    lanesOf: async (accountId, epoch) =>
      rows<LaneRow>(sql.lanesOf.all(toBytes(accountId), epoch)).map(readLane),
    receipt: async (digest) => optional(sql.receipt.get(toBytes(digest)), readReceipt),
    receiptAt: async (key, seq) => optional(sql.receiptAt.get(...laneKey(key), seq), readReceipt),
    leaves: async (key, count) =>
      rows<{ digest: Uint8Array }>(sql.leaves.all(...laneKey(key), count)).map(
        ({ digest }) => digest,
      ),

    commitCall: commitGroup,
    commitVoucher: async (key, held) => {
      const lane = optional(sql.lane.get(...laneKey(key)), readLane);
      if (lane?.seq !== held.voucher.seq) return false;
      const claimable = toSortable(claimableOf(lane.cumulative, held));
      sql.replaceVoucher.run(held.header, claimable, ...laneKey(key));
      return true;
    },

    lanesToRedeem: async (limit) =>
      rows<LaneRow>(sql.lanesToRedeem.all(limit)).map((row) => ({
        lane: readLane(row),
        redeemed: BigInt(row.redeemed),
      })),
    setRedeemed: async (key, redeemed) => {
      sql.setRedeemed.run(toSortable(redeemed), ...laneKey(key), toSortable(redeemed));
    },
    giveUp: async (key, claim) => {
      sql.giveUp.run(toSortable(claim), ...laneKey(key));
    },
    lanesToPost: async () => rows<LaneRow>(sql.lanesToPost.all()).map(readLane),
    setPosted: async (key, seq) => {
      sql.setPosted.run(seq, ...laneKey(key));
    },

    payment: async (id) => optional(sql.payment.get(toBytes(id)), readPayment),
    openPayment: async (payment) => {
      const id = toBytes(payment.id);
      const { offerId, requestHash, authorization } = payment;
      const hashes = [toBytes(offerId), toBytes(requestHash)] as const;
      sql.openPayment.run(id, payment.state, ...hashes, packAuthorization(authorization));
      return optional(sql.payment.get(id), readPayment) ?? payment;
    },
    answerPayment: async (id, { contentType, body, units, startedAt, finishedAt }) => {
      const answer = [contentType, body, units.toString(), startedAt, finishedAt] as const;
      sql.answerPayment.run(...answer, toBytes(id));
    },
    answeredPayments: async () => rows<PaymentRow>(sql.answeredPayments.all()).map(readPayment),

    prune: async (finishedBefore) => Number(sql.prune.run(finishedBefore).changes),
    totals: async () => {
      const [totals] = rows<{ receipts: bigint; charged: string | null }>(sql.totals.all());
      const amounts = rows<{ amount: string }>(sql.amounts.all());
      const charged = amounts.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
      return { receipts: Number(totals?.receipts ?? 0), charged };
    },
    close: async () => {
      database.close();
    },
  };
}

/**
 * Writes a group of calls. Sums of accounts are carried through the group and written once at its end.
 */
function writeGroup(sql: Statements, group: readonly CallCommit[]): CommitResult[] {
  const sums = new Map<string, { key: readonly [Uint8Array, number]; charged: bigint }>();
  const results = group.map((commit) => {
    const { accountId, epoch } = commit.lane;
    const name = `${accountId}/${epoch}`;
    const sum = sums.get(name) ?? {
      key: [toBytes(accountId), epoch],
      charged: chargedOf(sql, accountId, epoch),
    };
    const result = writeCall(sql, commit, sum.charged);
    if (result === "committed") sum.charged += commit.amount;
    sums.set(name, sum);
    return result;
  });
  for (const { key, charged } of sums.values()) sql.setCharged.run(...key, toSortable(charged));
  return results;
}

/** Writes one call. A refused one leaves nothing behind. */
function writeCall(
  sql: Statements,
  { lane, receipt, amount, accountLimit, payment }: CallCommit,
  charged: bigint,
): CommitResult {
  if (accountLimit !== undefined && charged + amount > accountLimit) return "overdrawn";
  // A payment that another call has settled meanwhile has its receipt.
  if (payment !== undefined && !isAnswered(sql, payment.id)) return "conflict";

  const row = sql.putLane.get(
    ...laneKey(lane),
    lane.seq,
    toSortable(lane.cumulative),
    toBytes(lane.receiptsRoot),
    packFrontier(lane.frontier),
    lane.held?.header ?? null,
    toSortable(claimableOf(lane.cumulative, lane.held)),
  );
  if (row === undefined) return "conflict";

  const { response } = receipt;
  sql.addReceipt.run(
    Number(row.id),
    receipt.seq,
    toBytes(receipt.digest),
    toBytes(receipt.requestHash),
    receipt.finishedAt,
    toSortable(amount),
    receipt.header,
    response.contentType,
    response.body,
  );
  if (payment !== undefined) {
    sql.settlePayment.run(payment.transaction, toBytes(receipt.digest), toBytes(payment.id));
  }
  return "committed";
}

function isAnswered(sql: Statements, paymentId: string): boolean {
  return sql.payment.get(toBytes(paymentId))?.state === "answered";
}

function chargedOf(sql: Statements, accountId: string, epoch: number): bigint {
  const row = sql.charged.get(toBytes(accountId), epoch);
  return row === undefined ? 0n : BigInt(String(row.charged));
}

function laneKey({ accountId, epoch, offerId, lane }: LaneKey) {
  return [toBytes(accountId), epoch, toBytes(offerId), lane] as const;
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** The rows of a statement whose columns are those of the type. */
function rows<Row>(found: readonly unknown[]): Row[] {
  return found as Row[];
}

function optional<Row, T>(row: unknown, read: (row: Row) => T): T | undefined {
  return row === undefined ? undefined : read(row as Row);
}
