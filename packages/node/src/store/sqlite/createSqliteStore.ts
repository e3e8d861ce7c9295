import type { DatabaseSync } from "node:sqlite";

import { claimableOf, packAuthorization, packFrontier, toBytes, toSortable } from "../codec.ts";
import { createGroupCommit } from "../createGroupCommit.ts";
import type { CallCommit, CommitResult, LaneKey, Store } from "../Store.ts";
import { type Charges, createCharges } from "./createCharges.ts";
import { createWalSync } from "./createWalSync.ts";
import { openDatabase } from "./openDatabase.ts";
import { placeOf } from "./places.ts";
import { pruneResponses } from "./pruneResponses.ts";
import { type LaneRow, type PaymentRow, readLane, readPayment, readReceipt } from "./rows.ts";
import { prepareStatements, type Statements } from "./statements.ts";

/** A store in one file, for a node that serves its offers alone. */
export async function createSqliteStore({ file }: { file: string }): Promise<Store> {
  const { database, log } = await openDatabase(file);
  const wal = createWalSync(log);
  const sql = prepareStatements(database);
  const charges = createCharges(sql);

  /** What a statement found, when it is on the disk as well: nobody is told what a crash could take back. */
  async function read<T>(find: () => T): Promise<T> {
    const found = find();
    await wal.settled();
    return found;
  }

  async function write<T>(work: () => T): Promise<T> {
    const result = work();
    await wal.sync();
    return result;
  }

  function writeGroup(group: readonly CallCommit[]): CommitResult[] {
    try {
      return inTransaction(database, () => group.map((commit) => writeCall(sql, commit, charges)));
    } catch (error) {
      charges.forget();
      throw error;
    }
  }

  const payment = (id: string) => optional(sql.payment.get(toBytes(id)), readPayment);

  return {
    shared: false,

    lane: (key) => read(() => optional(sql.lane.get(...laneKey(key)), readLane)),
    charged: (accountId, epoch) => read(() => charges.of(accountId, epoch)),
    lanesOf: (accountId, epoch) =>
      read(() => rows<LaneRow>(sql.lanesOf.all(toBytes(accountId), epoch)).map(readLane)),
    receiptAt: (key, seq) =>
      read(() => optional(sql.receiptAt.get(seq, ...laneKey(key)), readReceipt)),
    leaves: (key, count) =>
      read(() =>
        rows<{ digest: Uint8Array }>(sql.leaves.all(count, ...laneKey(key))).map(
          ({ digest }) => digest,
        ),
      ),

    commitCall: createGroupCommit((group: readonly CallCommit[]) => write(() => writeGroup(group))),
    commitVoucher: (key, held) =>
      write(() => {
        const lane = optional(sql.lane.get(...laneKey(key)), readLane);
        if (lane?.seq !== held.voucher.seq) return false;
        const claimable = toSortable(claimableOf(lane.cumulative, held));
        sql.replaceVoucher.run(held.header, claimable, ...laneKey(key));
        return true;
      }),

    lanesToRedeem: (limit) =>
      read(() =>
        rows<LaneRow>(sql.lanesToRedeem.all(limit)).map((row) => ({
          lane: readLane(row),
          redeemed: BigInt(row.redeemed),
        })),
      ),
    setRedeemed: (key, redeemed) =>
      write(() => {
        sql.setRedeemed.run(toSortable(redeemed), ...laneKey(key), toSortable(redeemed));
      }),
    giveUp: (key, claim) =>
      write(() => {
        sql.giveUp.run(toSortable(claim), ...laneKey(key));
      }),
    lanesToPost: () => read(() => rows<LaneRow>(sql.lanesToPost.all()).map(readLane)),
    setPosted: (key, seq) =>
      write(() => {
        sql.setPosted.run(seq, ...laneKey(key));
      }),

    payment: (id) => read(() => payment(id)),
    openPayment: (opened) =>
      write(() => {
        const { id, state, offerId, requestHash, authorization } = opened;
        const hashes = [toBytes(offerId), toBytes(requestHash)] as const;
        sql.openPayment.run(toBytes(id), state, ...hashes, packAuthorization(authorization));
        return payment(id) ?? opened;
      }),
    answerPayment: (id, { contentType, body, units, startedAt, finishedAt }) =>
      write(() => {
        const answer = [contentType, body, units.toString(), startedAt, finishedAt] as const;
        sql.answerPayment.run(...answer, toBytes(id));
      }),
    answeredPayments: () =>
      read(() => rows<PaymentRow>(sql.answeredPayments.all()).map(readPayment)),

    prune: (finishedBefore) =>
      write(() => inTransaction(database, () => pruneResponses(sql, finishedBefore))),
    totals: () =>
      read(() => {
        const [totals] = rows<{ receipts: bigint }>(sql.totals.all());
        const amounts = rows<{ amount: string }>(sql.amounts.all());
        const charged = amounts.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
        return { receipts: Number(totals?.receipts ?? 0), charged };
      }),
    async close() {
      await wal.close();
      database.close();
    },
  };
}

/** Writes one call. A refused one leaves nothing behind. */
function writeCall(
  sql: Statements,
  { lane, receipt, amount, accountLimit, payment }: CallCommit,
  charges: Charges,
): CommitResult {
  const charged = charges.of(lane.accountId, lane.epoch);
  if (accountLimit !== undefined && charged + amount > accountLimit) return "overdrawn";
  // A payment that another call has settled meanwhile has its receipt.
  if (payment !== undefined && !isAnswered(sql, payment.id)) return "conflict";

  const row = sql.putLane.get(
    ...laneKey(lane),
    lane.seq,
    toSortable(lane.cumulative),
    packFrontier(lane.frontier),
    lane.held?.header ?? null,
    toSortable(claimableOf(lane.cumulative, lane.held)),
  );
  if (row === undefined) return "conflict";

  const { response } = receipt;
  sql.addReceipt.run(
    placeOf(BigInt(String(row.id)), receipt.seq),
    toBytes(receipt.digest),
    toBytes(receipt.requestHash),
    receipt.finishedAt,
    toSortable(amount),
    receipt.header,
    response.contentType,
    response.body,
  );
  if (payment !== undefined) {
    sql.settlePayment.run(payment.transaction, lane.lane, receipt.seq, toBytes(payment.id));
  }
  charges.add(lane.accountId, lane.epoch, amount);
  return "committed";
}

function isAnswered(sql: Statements, paymentId: string): boolean {
  return sql.payment.get(toBytes(paymentId))?.state === "answered";
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
