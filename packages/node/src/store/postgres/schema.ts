/**
 * The tables and the one function that writes calls. A group of calls is written by one statement; the row of a lane
 * is locked while it is compared and moved on, so that two nodes never answer the same place in it.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS sahara_lanes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bytea NOT NULL,
  offer_id bytea NOT NULL,
  lane bigint NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  cumulative numeric(39) NOT NULL,
  frontier bytea NOT NULL,
  voucher text,
  claimable numeric(39) NOT NULL,
  redeemed numeric(39) NOT NULL DEFAULT 0,
  given_up numeric(39) NOT NULL DEFAULT 0,
  posted bigint NOT NULL DEFAULT 0,
  UNIQUE (account_id, epoch, offer_id, lane)
);

CREATE TABLE IF NOT EXISTS sahara_receipts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lane_id bigint NOT NULL REFERENCES sahara_lanes (id),
  seq bigint NOT NULL,
  digest bytea NOT NULL,
  request_hash bytea NOT NULL,
  finished_at bigint NOT NULL,
  amount numeric(39) NOT NULL,
  header text NOT NULL,
  content_type text,
  body bytea,
  UNIQUE (lane_id, seq)
);
CREATE INDEX IF NOT EXISTS sahara_receipts_with_body ON sahara_receipts (finished_at) WHERE body IS NOT NULL;

CREATE TABLE IF NOT EXISTS sahara_accounts (
  account_id bytea NOT NULL,
  epoch bigint NOT NULL,
  charged numeric(39) NOT NULL,
  PRIMARY KEY (account_id, epoch)
);

CREATE TABLE IF NOT EXISTS sahara_payments (
  id bytea PRIMARY KEY,
  state text NOT NULL,
  offer_id bytea NOT NULL,
  request_hash bytea NOT NULL,
  authorization_json text NOT NULL,
  content_type text,
  body bytea,
  units numeric(39),
  started_at bigint,
  finished_at bigint,
  tx text,
  receipt_lane bigint,
  receipt_seq bigint
);
CREATE INDEX IF NOT EXISTS sahara_payments_answered ON sahara_payments (state) WHERE state = 'answered';

CREATE OR REPLACE FUNCTION sahara_commit_call(call jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  account bytea := decode(call->>'account', 'hex');
  offer bytea := decode(call->>'offer', 'hex');
  payment bytea := decode(call->>'payment', 'hex');
  found sahara_lanes%ROWTYPE;
  lane_row bigint;
  spent numeric(39);
  price numeric(39);
BEGIN
  -- Accounts before lanes, everywhere, so that nodes never wait for each other in a circle.
  INSERT INTO sahara_accounts VALUES (account, (call->>'epoch')::bigint, 0) ON CONFLICT DO NOTHING;
  SELECT charged INTO spent FROM sahara_accounts
    WHERE account_id = account AND epoch = (call->>'epoch')::bigint FOR UPDATE;
  IF payment IS NOT NULL THEN
    PERFORM 1 FROM sahara_payments WHERE id = payment AND state = 'answered' FOR UPDATE;
    IF NOT FOUND THEN RETURN 'conflict'; END IF;
  END IF;
  SELECT * INTO found FROM sahara_lanes
    WHERE account_id = account AND epoch = (call->>'epoch')::bigint AND offer_id = offer
      AND lane = (call->>'lane')::bigint FOR UPDATE;
  IF coalesce(found.seq, 0) <> (call->>'seq')::bigint - 1 THEN RETURN 'conflict'; END IF;
  price := (call->>'amount')::numeric;
  IF call->>'limit' IS NOT NULL AND spent + price > (call->>'limit')::numeric THEN
    RETURN 'overdrawn';
  END IF;

  INSERT INTO sahara_lanes
    (account_id, epoch, offer_id, lane, seq, cumulative, frontier, voucher, claimable)
  VALUES (account, (call->>'epoch')::bigint, offer, (call->>'lane')::bigint, (call->>'seq')::bigint,
    (call->>'cumulative')::numeric, decode(call->>'frontier', 'hex'), call->>'voucher', (call->>'claimable')::numeric)
  ON CONFLICT (account_id, epoch, offer_id, lane) DO UPDATE SET
    seq = excluded.seq, cumulative = excluded.cumulative, frontier = excluded.frontier,
    voucher = excluded.voucher, claimable = excluded.claimable
  RETURNING id INTO lane_row;
  UPDATE sahara_accounts SET charged = charged + price
    WHERE account_id = account AND epoch = (call->>'epoch')::bigint;
  INSERT INTO sahara_receipts
    (lane_id, seq, digest, request_hash, finished_at, amount, header, content_type, body)
  VALUES (lane_row, (call->>'seq')::bigint, decode(call->>'digest', 'hex'),
    decode(call->>'request', 'hex'), (call->>'finished')::bigint, price, call->>'header', call->>'type', decode(call->>'body', 'hex'));
  IF payment IS NOT NULL THEN
    UPDATE sahara_payments SET state = 'settled', tx = call->>'tx', body = NULL,
        receipt_lane = (call->>'lane')::bigint, receipt_seq = (call->>'seq')::bigint
      WHERE id = payment;
  END IF;
  RETURN 'committed';
END $$;
`;
