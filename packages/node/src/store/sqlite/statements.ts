import type { DatabaseSync } from "node:sqlite";

export type Statements = ReturnType<typeof prepareStatements>;

const LANE = "account_id = ? AND epoch = ? AND offer_id = ? AND lane = ?";

/** All statements, prepared once. Integers come as bigints. */
export function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    return statement;
  };

  return {
    lane: prepare(`SELECT * FROM lanes WHERE ${LANE}`),
    lanesOf: prepare("SELECT * FROM lanes WHERE account_id = ? AND epoch = ?"),
    // A lane is written over only where it has one receipt fewer; otherwise no row is returned.
    putLane: prepare(
      `INSERT INTO lanes
         (account_id, epoch, offer_id, lane, seq, cumulative, frontier, voucher, claimable)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (account_id, epoch, offer_id, lane) DO UPDATE SET
         seq = excluded.seq, cumulative = excluded.cumulative, frontier = excluded.frontier,
         voucher = excluded.voucher, claimable = excluded.claimable
       WHERE lanes.seq = excluded.seq - 1
       RETURNING id`,
    ),
    replaceVoucher: prepare(`UPDATE lanes SET voucher = ?, claimable = ? WHERE ${LANE}`),
    lanesToRedeem: prepare(
      `SELECT * FROM lanes
       WHERE voucher IS NOT NULL AND claimable > redeemed AND claimable > given_up
       ORDER BY claimable DESC LIMIT ?`,
    ),
    setRedeemed: prepare(`UPDATE lanes SET redeemed = ? WHERE ${LANE} AND redeemed < ?`),
    giveUp: prepare(`UPDATE lanes SET given_up = ? WHERE ${LANE}`),
    lanesToPost: prepare("SELECT * FROM lanes WHERE voucher IS NULL AND seq > posted"),
    setPosted: prepare(`UPDATE lanes SET posted = ? WHERE ${LANE}`),

    cumulatives: prepare("SELECT cumulative FROM lanes WHERE account_id = ? AND epoch = ?"),

    receiptAt: prepare(
      `SELECT receipts.* FROM lanes JOIN receipts ON receipts.id = (lanes.id << 32) | ? WHERE ${LANE}`,
    ),
    leaves: prepare(
      `SELECT digest FROM lanes
       JOIN receipts ON receipts.id > lanes.id << 32 AND receipts.id <= (lanes.id << 32) | ?
       WHERE ${LANE} ORDER BY receipts.id`,
    ),
    addReceipt: prepare(
      `INSERT INTO receipts
         (id, digest, request_hash, finished_at, amount, header, content_type, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    lanesToPrune: prepare("SELECT id, seq, pruned FROM lanes WHERE pruned < seq - 1"),
    firstKept: prepare(
      "SELECT id FROM receipts WHERE id > ? AND id < ? AND finished_at >= ? ORDER BY id LIMIT 1",
    ),
    prune: prepare("UPDATE receipts SET body = NULL, content_type = NULL WHERE id > ? AND id < ?"),
    setPruned: prepare("UPDATE lanes SET pruned = ? WHERE id = ?"),
    totals: prepare("SELECT count(*) AS receipts FROM receipts"),
    amounts: prepare("SELECT amount FROM receipts"),

    payment: prepare("SELECT * FROM payments WHERE id = ?"),
    openPayment: prepare(
      `INSERT INTO payments (id, state, offer_id, request_hash, authorization) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING`,
    ),
    answerPayment: prepare(
      `UPDATE payments SET state = 'answered', content_type = ?, body = ?, units = ?,
         started_at = ?, finished_at = ? WHERE id = ? AND state = 'open'`,
    ),
    settlePayment: prepare(
      `UPDATE payments SET state = 'settled', tx = ?, receipt_lane = ?, receipt_seq = ?, body = NULL
       WHERE id = ? AND state = 'answered'`,
    ),
    answeredPayments: prepare("SELECT * FROM payments WHERE state = 'answered'"),
  };
}
