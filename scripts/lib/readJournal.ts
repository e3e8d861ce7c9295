import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A transaction of a deployment, as Ignition saw it mined. */
export type JournalEntry = { hash: string; blockHash: string; blockNumber: number };

type Message = {
  type: string;
  hash?: string;
  receipt?: { blockHash: string; blockNumber: number };
};

/** The confirmed transactions in Ignition's journal, oldest first; none if there is no journal. */
export function readJournal(folder: string): JournalEntry[] {
  const file = path.join(folder, "journal.jsonl");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Message)
    .flatMap(({ type, hash, receipt }) =>
      type === "TRANSACTION_CONFIRM" && hash !== undefined && receipt !== undefined
        ? [{ hash, blockHash: receipt.blockHash, blockNumber: receipt.blockNumber }]
        : [],
    );
}
