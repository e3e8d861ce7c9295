/** Version of the tables, kept in `user_version`. A file of another version is refused. */
export const SCHEMA_VERSION = 2;

/**
 * Amounts are texts of 39 digits, so that they compare like numbers. A call writes to one place in `lanes` and to one in
 * `receipts`, whose id is its `placeOf`: each index would be a page more to write with every call, and one of digests,
 * which are random, a page that no other call shares. `pruned` is the last receipt without its response.
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
  pruned INTEGER NOT NULL DEFAULT 0,
  UNIQUE (account_id, epoch, offer_id, lane)
) STRICT;

CREATE TABLE receipts (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  finished_at INTEGER NOT NULL,
  amount TEXT NOT NULL,
  header TEXT NOT NULL,
  content_type TEXT,
  body BLOB
) STRICT;

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
