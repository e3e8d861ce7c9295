/** What stands for a `?` in a statement. */
export type SqlValue = string | number | null;

export type Statement = { readonly text: string; readonly values: readonly SqlValue[] };

/** What a row consists of. 64-bit integers come as numbers or texts, as the database likes. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A database with SQL. The store of the book is written once against this; what differs between SQLite and PostgreSQL
 * is here.
 */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- Two kinds of databases implement it.
export interface Database {
  /** Type of a column that numbers rows as they come. */
  readonly serial: string;
  /** What comes first in the transaction that makes the tables, so that several books may start at once. */
  readonly schemaLock: readonly Statement[];
  rows(text: string, values: readonly SqlValue[]): Promise<Row[]>;
  /** Runs statements, all of them or none. */
  write(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}
