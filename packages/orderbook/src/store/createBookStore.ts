import { serializeSignedOrder } from "@sahara/sdk";

import type { ListedDocument, ListingAnchor } from "../listings/ListedDocument.ts";
import type { BookedOrder } from "../orders/BookedOrder.ts";
import type { BookStore, OrderFilter, Page, PagePlace, Sort, Touched } from "./BookStore.ts";
import type { Database, Row, SqlValue, Statement } from "./Database.ts";
import { readAnchor, readListing, readOrder, sortablePrice } from "./rows.ts";
import { schema, SCHEMA_VERSION } from "./schema.ts";

/** Thrown when a database holds the tables of another version. */
export class StoreVersionError extends Error {
  override readonly name = "StoreVersionError";

  constructor(found: string) {
    super(
      `The store has version ${found}; this order book reads ${SCHEMA_VERSION} alone. Give it another store.`,
    );
  }
}

/** States that may come and go with the chain. */
const LIVE = "state IN ('OPEN', 'UNFILLABLE')";
/** Stands for every asset, among those that an order is about. */
const ANY_ASSET = "*";
/** Values in one statement; SQLite and PostgreSQL take more. */
const MOST_VALUES = 500;

const ORDERINGS: Record<Sort, { column: "price" | "serial"; direction: "ASC" | "DESC" }> = {
  newest: { column: "serial", direction: "DESC" },
  cheapest: { column: "price", direction: "ASC" },
  dearest: { column: "price", direction: "DESC" },
};

/**
 * The store of an order book in a database.
 *
 * @throws {StoreVersionError}
 */
export async function createBookStore(database: Database): Promise<BookStore> {
  await database.write([
    ...database.schemaLock,
    ...schema(database),
    insert("book_facts", { name: "version", value: SCHEMA_VERSION }),
  ]);
  const version = await readFact(database, "version");
  if (version !== SCHEMA_VERSION) throw new StoreVersionError(String(version));

  const first = async (text: string, values: SqlValue[]) => (await database.rows(text, values))[0];
  const count = async (condition: string, values: SqlValue[]) =>
    Number((await first(`SELECT count(*) AS found FROM ${condition}`, values))?.found);
  const update = (text: string, ...values: SqlValue[]) => database.write([{ text, values }]);

  async function toListings(rows: readonly Row[]): Promise<ListedDocument[]> {
    if (rows.length === 0) return [];
    const roots = rows.map(({ root }) => String(root));
    const found = await database.rows(
      `SELECT * FROM book_anchors WHERE root IN (${marks(roots)}) ORDER BY asset, version`,
      roots,
    );
    return rows.map((row) =>
      readListing(row, found.filter(({ root }) => root === row.root).map(readAnchor)),
    );
  }

  return {
    addOrder: async (order) => {
      await database.write([
        insert("book_orders", orderColumns(order)),
        ...assetsOf(order).map((asset) =>
          insert("book_order_assets", { asset, hash: order.orderHash }),
        ),
      ]);
    },
    order: async (orderHash) => {
      const row = await first("SELECT * FROM book_orders WHERE hash = ?", [orderHash]);
      return row && readOrder(row);
    },
    orders: async ({ filter, sort, after, limit, time }) => {
      const where = new Conditions();
      addFilter(where, filter, time);
      const { column, direction } = ORDERINGS[sort];
      where.addPlace(column, direction, after);
      const ordering = `${column} ${direction}, serial ${direction}`;
      const rows = await database.rows(
        `SELECT * FROM book_orders ${where.text} ORDER BY ${ordering} LIMIT ?`,
        [...where.values, limit + 1],
      );
      return toPage(rows, limit, column, rows.slice(0, limit).map(readOrder));
    },
    countLive: (maker) => count(`book_orders WHERE maker = ? AND ${LIVE}`, [maker]),
    countOpen: () => count("book_orders WHERE state = ?", ["OPEN"]),

    touched: async (touched, closedAfter) => {
      const rows: Row[] = [];
      for (const [condition, values] of touchedConditions(touched)) {
        const found = await database.rows(
          `SELECT * FROM book_orders WHERE ${condition}
           AND (${LIVE} OR (state IN ('FILLED', 'CANCELLED') AND closed_block > ?))`,
          [...values, closedAfter],
        );
        rows.push(...found);
      }
      return [...new Map(rows.map((row) => [row.hash, row])).values()].map(readOrder);
    },
    stalest: async (limit) => {
      const text = `SELECT * FROM book_orders WHERE ${LIVE} ORDER BY block, serial LIMIT ?`;
      return (await database.rows(text, [limit])).map(readOrder);
    },
    mark: async (orderHash, { state, obstacle = null, block }) => {
      const closed = state === "OPEN" || state === "UNFILLABLE" ? null : block;
      await update(
        `UPDATE book_orders SET state = ?, obstacle = ?, block = ?,
           closed_block = CASE WHEN state = ? THEN closed_block ELSE ? END
         WHERE hash = ? AND state <> 'WITHDRAWN' AND block <= ?`,
        ...[state, obstacle, block, state, closed, orderHash, block],
      );
    },
    withdraw: async (orderHash) => {
      const text = `UPDATE book_orders SET state = 'WITHDRAWN', obstacle = NULL WHERE hash = ? AND ${LIVE}`;
      await update(text, orderHash);
    },
    expire: async (time) => {
      const text = `UPDATE book_orders SET state = 'EXPIRED', obstacle = NULL WHERE ${LIVE} AND deadline < ?`;
      await update(text, time);
    },
    forget: async (time) => {
      const gone = `SELECT hash FROM book_orders WHERE NOT ${LIVE} AND deadline < ?`;
      await database.write([
        { text: `DELETE FROM book_order_assets WHERE hash IN (${gone})`, values: [time] },
        { text: `DELETE FROM book_orders WHERE NOT ${LIVE} AND deadline < ?`, values: [time] },
      ]);
    },

    addListing: async ({ root, text, listing, current, anchors, postedAt }) => {
      const { publisher, items } = listing;
      const row = { root, publisher, document: text, shown: Number(current), posted_at: postedAt };
      await database.write([
        insert("book_listings", row),
        ...items.map(({ assetId }) => insert("book_listing_assets", { asset: `${assetId}`, root })),
        ...anchorRows(root, anchors),
      ]);
    },
    addAnchors: async (root, anchors) => {
      await database.write(anchorRows(root, anchors));
    },
    listing: async (root) => {
      const row = await first("SELECT * FROM book_listings WHERE root = ?", [root]);
      return row && (await toListings([row]))[0];
    },
    listings: async ({ filter: { assetId, publisher }, after, limit }) => {
      const where = new Conditions();
      where.add("shown = ?", 1);
      if (publisher !== undefined) where.add("publisher = ?", publisher);
      if (assetId !== undefined) {
        where.add("root IN (SELECT root FROM book_listing_assets WHERE asset = ?)", `${assetId}`);
      }
      where.addPlace("serial", "DESC", after);
      const rows = await database.rows(
        `SELECT * FROM book_listings ${where.text} ORDER BY serial DESC LIMIT ?`,
        [...where.values, limit + 1],
      );
      return toPage(rows, limit, "serial", await toListings(rows.slice(0, limit)));
    },
    countListings: (publisher) =>
      count("book_listings WHERE publisher = ? AND shown = 1", [publisher]),
    listingsOf: async (assetIds) => {
      const rows: Row[] = [];
      for (const some of slices(assetIds.map(String))) {
        const found = `SELECT root FROM book_listing_assets WHERE asset IN (${marks(some)})`;
        const text = `SELECT * FROM book_listings WHERE root IN (${found})`;
        rows.push(...(await database.rows(text, some)));
      }
      return await toListings([...new Map(rows.map((row) => [row.root, row])).values()]);
    },
    setCurrent: async (root, current) => {
      await update("UPDATE book_listings SET shown = ? WHERE root = ?", Number(current), root);
    },

    followedBlock: async () => {
      const block = await readFact(database, "followed");
      return block === undefined ? undefined : Number(block);
    },
    setFollowedBlock: async (block) => {
      await database.write([
        insert("book_facts", { name: "followed", value: `${block}` }),
        { text: "UPDATE book_facts SET value = ? WHERE name = 'followed'", values: [`${block}`] },
      ]);
    },
    close: () => database.close(),
  };
}

async function readFact(database: Database, name: string): Promise<string | undefined> {
  const [row] = await database.rows("SELECT value FROM book_facts WHERE name = ?", [name]);
  return row === undefined ? undefined : String(row.value);
}

/** The part of a question that says which rows. */
class Conditions {
  readonly values: SqlValue[] = [];
  readonly #conditions: string[] = [];

  get text(): string {
    return this.#conditions.length === 0 ? "" : `WHERE ${this.#conditions.join(" AND ")}`;
  }

  add(condition: string, ...values: SqlValue[]): void {
    this.#conditions.push(condition);
    this.values.push(...values);
  }

  /** Only what comes after the end of another page. */
  addPlace(
    column: "price" | "serial",
    direction: "ASC" | "DESC",
    after: PagePlace | undefined,
  ): void {
    if (after === undefined) return;
    const sign = direction === "ASC" ? ">" : "<";
    if (column === "serial") {
      this.add(`serial ${sign} ?`, after.serial);
      return;
    }
    const { key, serial } = after;
    this.add(`(price ${sign} ? OR (price = ? AND serial ${sign} ?))`, key, key, serial);
  }
}

function addFilter(where: Conditions, filter: OrderFilter, time: number): void {
  const { state, assetId, maker, kind, token } = filter;
  where.add("state = ?", state);
  if (state === "OPEN") where.add("deadline >= ?", time);
  if (maker !== undefined) where.add("maker = ?", maker);
  if (kind !== undefined) where.add("kind = ?", kind);
  if (token !== undefined) where.add("token = ?", token);
  if (assetId !== undefined) {
    const about = "SELECT hash FROM book_order_assets WHERE asset IN (?, ?)";
    where.add(`hash IN (${about})`, `${assetId}`, ANY_ASSET);
  }
}

function toPage<T>(
  rows: readonly Row[],
  limit: number,
  column: "price" | "serial",
  items: readonly T[],
): Page<T> {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { items, next: undefined };
  return { items, next: { key: String(last[column]), serial: Number(last.serial) } };
}

function orderColumns(booked: BookedOrder): Record<string, SqlValue> {
  const { orderHash: hash, signed, state, obstacle = null, postedAt, block } = booked;
  const { maker, kind, token, price, deadline } = signed.order;
  return {
    ...{ hash, maker, kind, token, price: sortablePrice(price), deadline: Number(deadline) },
    ...{ state, obstacle, document: serializeSignedOrder(signed), posted_at: postedAt, block },
  };
}

function assetsOf({ signed: { order, assetIds } }: BookedOrder): string[] {
  if (order.kind !== "BUY_ANY") return order.items.map(({ assetId }) => `${assetId}`);
  return assetIds.length === 0 ? [ANY_ASSET] : assetIds.map(String);
}

function touchedConditions({ makers, assetIds, rates }: Touched): [string, string[]][] {
  return [
    ...(rates ? [["kind = ?", ["SELL"]] satisfies [string, string[]]] : []),
    ...slices(makers).map((some): [string, string[]] => [`maker IN (${marks(some)})`, some]),
    ...slices(assetIds.map(String)).map((some): [string, string[]] => [
      // An order for any asset does not depend on one of them.
      `hash IN (SELECT hash FROM book_order_assets WHERE asset IN (${marks(some)}))`,
      some,
    ]),
  ];
}

function anchorRows(root: string, anchors: readonly ListingAnchor[]): Statement[] {
  return anchors.map(({ assetId, version }) =>
    insert("book_anchors", { root, asset: `${assetId}`, version: `${version}` }),
  );
}

/** Adds a row unless there is one with its key. The names come from here, never from a client. */
function insert(table: string, row: Readonly<Record<string, SqlValue>>): Statement {
  const values = Object.values(row);
  const columns = Object.keys(row).join(", ");
  return {
    text: `INSERT INTO ${table} (${columns}) VALUES (${marks(values)}) ON CONFLICT DO NOTHING`,
    values,
  };
}

function marks(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ");
}

function slices(values: readonly string[]): string[][] {
  const count = Math.ceil(values.length / MOST_VALUES);
  return Array.from({ length: count }, (_, i) =>
    values.slice(i * MOST_VALUES, (i + 1) * MOST_VALUES),
  );
}
