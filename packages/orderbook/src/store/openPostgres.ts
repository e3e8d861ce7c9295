import pg from "pg";

import type { Database, Row } from "./Database.ts";

const CONNECTIONS = 8;
/** Number of the advisory lock under which the tables are made; a node's store has another. */
const SCHEMA_LOCK = 8403;

/** Connects to a database of PostgreSQL, which several books may share. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  // A connection that breaks while nobody uses it is replaced by the pool.
  pool.on("error", () => undefined);

  return {
    serial: "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    schemaLock: [{ text: "SELECT pg_advisory_xact_lock(?)", values: [SCHEMA_LOCK] }],
    rows: async (text, values) => (await pool.query<Row>(numbered(text), [...values])).rows,
    write: async (statements) => {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        for (const { text, values } of statements) {
          await client.query(numbered(text), [...values]);
        }
        await client.query("COMMIT");
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

/** PostgreSQL counts what SQLite only marks. No statement has a question mark in a text. */
function numbered(text: string): string {
  let count = 0;
  return text.replaceAll("?", () => `$${++count}`);
}
