/** Version of the tables, kept in `user_version`. A file of another version is refused. */
export const SCHEMA_VERSION = 2;

/**
 * Amounts are texts of 39 digits, so that they compare like numbers. Receipts are found by their place: an index of
 * digests, which are random, would cost a page of its own with every call.
 */
export const SCHEMA = `
CREATE TABLE lanes (
  id INTEGER PRIMARY KEY,
  account_id BLOB NOT NULL,
  offer_id BLOB NOT NULL,
  lane INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  cumulative TEXT NOT NULL,
  frontier BLOB NOT NULL,
  voucher TEXT,
  claimable TEXT NOT NULL,
  redeemed TEXT NOT NULL DEFAULT '',
  given_up TEXT NOT NULL DEFAULT '',
  posted INTEGER NOT NULL DEFAULT 0,
  UNIQUE (account_id, epoch, offer_id, lane)
) STRICT;

CREATE TABLE receipts (
  id INTEGER PRIMARY KEY,
  lane_id INTEGER NOT NULL REFERENCES lanes (id),
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  finished_at INTEGER NOT NULL,
  amount TEXT NOT NULL,
  header TEXT NOT NULL,
  content_type TEXT,
  body BLOB,
  UNIQUE (lane_id, seq)
) STRICT;
CREATE INDEX receipts_with_body ON receipts (finished_at) WHERE body IS NOT NULL;

CREATE TABLE accounts (
  account_id BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  charged TEXT NOT NULL,
  PRIMARY KEY (account_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE payments (
  id BLOB PRIMARY KEY,
  state TEXT NOT NULL,
  offer_id BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  authorization TEXT NOT NULL,
  content_type TEXT,
  body BLOB,
  units TEXT,
  started_at INTEGER,
  finished_at INTEGER,
  tx TEXT,
  receipt_lane INTEGER,
  receipt_seq INTEGER
) STRICT;
CREATE INDEX payments_answered ON payments (state) WHERE state = 'answered';
`;
