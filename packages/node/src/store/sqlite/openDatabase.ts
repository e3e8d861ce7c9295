import { type FileHandle, open } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";

import { importSqlite } from "@sahara/storage";

import { SCHEMA, SCHEMA_VERSION } from "./schema.ts";

/** Thrown when the file of a store can't be used. */
export class StoreFileError extends Error {
  override readonly name = "StoreFileError";
}

/**
 * Opens the file for this process alone. A commit is whole after a crash or not there; that it is on the disk, a
 * {@link createWalSync} of its log has to see to.
 *
 * @throws {StoreFileError}
 */
export async function openDatabase(
  file: string,
): Promise<{ database: DatabaseSync; log: FileHandle }> {
  const { DatabaseSync } = await importSqlite();
  const database = new DatabaseSync(file);
  try {
    // Whoever has the lock is the only one, so that what is remembered of a lane is true.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = NORMAL");
    migrate(database);
    return { database, log: await open(`${file}-wal`, "r+") };
  } catch (cause) {
    database.close();
    if (cause instanceof StoreFileError) throw cause;
    const advice = "Another node may have it open: each needs a file of its own, or PostgreSQL.";
    throw new StoreFileError(`The store ${file} cannot be opened. ${advice}`, { cause });
  }
}

function migrate(database: DatabaseSync): void {
  const version = database.prepare("PRAGMA user_version").get()?.user_version;
  if (version === SCHEMA_VERSION) return;
  if (version !== 0) {
    throw new StoreFileError(
      `The store has version ${String(version)}; this node reads ${SCHEMA_VERSION} alone.`,
    );
  }
  database.exec(`BEGIN EXCLUSIVE; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
}
