import type { Database, Statement } from "./Database.ts";

/** Version of the tables; another one is not read. */
export const SCHEMA_VERSION = "1";

/**
 * The tables, in the part of SQL that SQLite and PostgreSQL share. Prices are decimal texts of one length, so that
 * their order is that of the numbers.
 */
export const schema = ({ serial }: Pick<Database, "serial">): Statement[] =>
  [
    `CREATE TABLE IF NOT EXISTS book_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
    `CREATE TABLE IF NOT EXISTS book_orders (
      serial ${serial},
      hash TEXT NOT NULL UNIQUE,
      maker TEXT NOT NULL,
      kind TEXT NOT NULL,
      token TEXT NOT NULL,
      price TEXT NOT NULL,
      deadline BIGINT NOT NULL,
      state TEXT NOT NULL,
      obstacle TEXT,
      document TEXT NOT NULL,
      posted_at BIGINT NOT NULL,
      block BIGINT NOT NULL,
      closed_block BIGINT
    )`,
    `CREATE INDEX IF NOT EXISTS book_orders_by_state ON book_orders (state, price, serial)`,
    `CREATE INDEX IF NOT EXISTS book_orders_by_maker ON book_orders (maker, state)`,
    `CREATE INDEX IF NOT EXISTS book_orders_by_block ON book_orders (state, block)`,
    `CREATE INDEX IF NOT EXISTS book_orders_by_deadline ON book_orders (state, deadline)`,
    `CREATE TABLE IF NOT EXISTS book_order_assets (
      asset TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (asset, hash)
    )`,
    `CREATE INDEX IF NOT EXISTS book_order_assets_by_hash ON book_order_assets (hash)`,
    `CREATE TABLE IF NOT EXISTS book_listings (
      serial ${serial},
      root TEXT NOT NULL UNIQUE,
      publisher TEXT NOT NULL,
      document TEXT NOT NULL,
      shown INTEGER NOT NULL,
      posted_at BIGINT NOT NULL
    )`,
    `CREATE INDEX IF NOT EXISTS book_listings_by_publisher ON book_listings (publisher)`,
    `CREATE TABLE IF NOT EXISTS book_listing_assets (
      asset TEXT NOT NULL,
      root TEXT NOT NULL,
      PRIMARY KEY (asset, root)
    )`,
    `CREATE TABLE IF NOT EXISTS book_anchors (
      root TEXT NOT NULL,
      asset TEXT NOT NULL,
      version TEXT NOT NULL,
      PRIMARY KEY (root, asset, version)
    )`,
  ].map((text) => ({ text, values: [] }));
