import { type Custody, custodyDigest, custodyToJson } from "../custody/custody.ts";
import { parseCustody } from "../custody/parseCustody.ts";
import type { WrappedShare } from "../custody/shareKey.ts";
import { importSqlite } from "../store/importSqlite.ts";

/** A share that a custodian keeps, wrapped to it. */
export type KeptShare = { readonly custody: Custody; readonly share: WrappedShare };

/** What a custodian remembers. No key is in it that opens the shares. */
export type CustodianStore = {
  /** The share of a custody, by its digest. */
  readonly find: (custody: string) => KeptShare | undefined;
  /** Keeps a share, unless its custody has one; false when the version has as many as are kept. */
  readonly keep: (kept: KeptShare) => boolean;
  readonly close: () => void;
};

/** Custodies of one version, so that no owner fills the disk. The chain says which one is released. */
export const MAX_CUSTODIES = 16;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS shares (
    custody TEXT PRIMARY KEY, asset TEXT NOT NULL, version TEXT NOT NULL,
    document TEXT NOT NULL, position INTEGER NOT NULL, wrapped BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS shares_by_version ON shares (asset, version);
`;

/** Opens a custodian's store in one SQLite file, with every change on the disk before it counts as made. */
export async function openCustodianStore({ file }: { file: string }): Promise<CustodianStore> {
  const { DatabaseSync } = await importSqlite();
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  database.exec(SCHEMA);
  const find = database.prepare("SELECT document, position, wrapped FROM shares WHERE custody = ?");
  const keep = database.prepare(
    "INSERT INTO shares VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const count = database.prepare(
    "SELECT count(*) AS kept FROM shares WHERE asset = ? AND version = ? AND custody <> ?",
  );

  return {
    find: (custody) => {
      const row = find.get(custody.toLowerCase());
      if (row === undefined) return undefined;
      // Only `keep` writes these columns.
      const { document, position, wrapped } = row as unknown as ShareRow;
      return {
        custody: parseCustody(JSON.parse(document)),
        share: { index: position, wrapped },
      };
    },
    keep: ({ custody, share }) => {
      const document = JSON.stringify(custodyToJson(custody));
      const asset = custody.assetId.toString();
      const version = custody.version.toString();
      const digest = custodyDigest(custody);
      if (Number(count.get(asset, version, digest)?.kept) >= MAX_CUSTODIES) return false;
      keep.run(digest, asset, version, document, share.index, share.wrapped);
      return true;
    },
    close: () => {
      database.close();
    },
  };
}

type ShareRow = {
  readonly document: string;
  readonly position: number;
  readonly wrapped: Uint8Array;
};
