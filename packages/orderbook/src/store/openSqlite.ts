import type { StatementSync } from "node:sqlite";

import { importSqlite } from "@sahara/storage";

import type { Database, Statement } from "./Database.ts";

/** Opens a database in one SQLite file, with every change on the disk before it counts as made. */
export async function openSqlite(file: string): Promise<Database> {
  const { DatabaseSync } = await importSqlite();
  const database = new DatabaseSync(file);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;",
  );
  const prepared = new Map<string, StatementSync>();

  /** There are as many texts as there are kinds of questions. */
  function prepare(text: string): StatementSync {
    const found = prepared.get(text);
    if (found !== undefined) return found;
    const statement = database.prepare(text);
    prepared.set(text, statement);
    return statement;
  }

  /** Nothing is awaited between, so nobody else's statement gets into the transaction. */
  function transact(statements: readonly Statement[]): void {
    database.exec("BEGIN IMMEDIATE");
    try {
      for (const { text, values } of statements) prepare(text).run(...values);
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  }

  return {
    serial: "INTEGER PRIMARY KEY AUTOINCREMENT",
    // Whoever writes has the whole database.
    schemaLock: [],
    rows: (text, values) => Promise.resolve(prepare(text).all(...values)),
    write: (statements) =>
      new Promise((resolve) => {
        transact(statements);
        resolve();
      }),
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}
