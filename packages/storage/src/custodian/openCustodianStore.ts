import { type Custody, custodyDigest, custodyToJson } from "../custody/custody.ts";
import { parseCustody } from "../custody/parseCustody.ts";
import type { WrappedShare } from "../custody/shareKey.ts";

/** A share that a custodian keeps, wrapped to it. */
export type KeptShare = { readonly custody: Custody; readonly share: WrappedShare };

/** What a custodian remembers. No key is in it that opens the shares. */
export type CustodianStore = {
  /** The share of an asset's version. */
  readonly find: (custody: string) => KeptShare | undefined;
  /** Keeps a share; false when another is kept for the version, which stands. */
  readonly keep: (kept: KeptShare) => boolean;
  /** Takes a nonce; false when it was taken. Those whose requests are out of date are forgotten. */
  readonly takeNonce: (nonce: TakenNonce, now: bigint) => boolean;
  readonly close: () => void;
};

export type TakenNonce = {
  readonly requester: string;
  readonly nonce: bigint;
  readonly deadline: bigint;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS shares (
    custody TEXT PRIMARY KEY, asset TEXT NOT NULL, version TEXT NOT NULL,
    document TEXT NOT NULL, position INTEGER NOT NULL, wrapped BLOB NOT NULL,
    UNIQUE (asset, version)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS nonces (
    requester TEXT NOT NULL, nonce TEXT NOT NULL, deadline INTEGER NOT NULL,
    PRIMARY KEY (requester, nonce)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS nonces_by_deadline ON nonces (deadline);
`;

/** Opens a custodian's store in one SQLite file, with every change on the disk before it counts as made. */
export async function openCustodianStore({ file }: { file: string }): Promise<CustodianStore> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  database.exec(SCHEMA);
  const find = database.prepare("SELECT document, position, wrapped FROM shares WHERE custody = ?");
  const keep = database.prepare(
    "INSERT INTO shares VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const forget = database.prepare("DELETE FROM nonces WHERE deadline < ?");
  const take = database.prepare("INSERT INTO nonces VALUES (?, ?, ?) ON CONFLICT DO NOTHING");

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
      return keep.run(digest, asset, version, document, share.index, share.wrapped).changes === 1;
    },
    takeNonce: ({ requester, nonce, deadline }, now) => {
      forget.run(now);
      return take.run(requester.toLowerCase(), nonce.toString(), deadline).changes === 1;
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
