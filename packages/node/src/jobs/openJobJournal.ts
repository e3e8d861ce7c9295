import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";

import type { JobDelivery, PostedJob } from "./JobBoardClient.ts";
import { writeWhole } from "../files/writeWhole.ts";

/**
 * How far a job is. SEEN, TAKING, TAKEN and DONE go on; the others are ends:
 * DECLINED by policy, LOST to somebody else, EXPIRED, FAILED, DELIVERED.
 */
export type JobProgress =
  "SEEN" | "TAKING" | "TAKEN" | "DONE" | "DELIVERED" | "DECLINED" | "LOST" | "EXPIRED" | "FAILED";

/** What the journal knows of a job. */
export type JournalEntry = {
  readonly job: PostedJob;
  readonly progress: JobProgress;
  /** How often the work was begun and failed. */
  readonly failures: number;
  /** Why it ended as it did. */
  readonly reason?: string;
  /** What was made, from DONE on. */
  readonly delivery?: JobDelivery;
};

/** Remembers jobs over restarts. */
export type JobJournal = {
  /** The entries that go on, in the order in which they were posted. */
  unfinished: () => JournalEntry[];
  find: (jobId: bigint) => JournalEntry | undefined;
  /** Kept when it returns. */
  save: (entry: JournalEntry) => Promise<void>;
  /** The block that the board is to be read from. */
  nextBlock: () => number | undefined;
  saveNextBlock: (block: number) => Promise<void>;
};

const UNFINISHED: ReadonlySet<JobProgress> = new Set(["SEEN", "TAKING", "TAKEN", "DONE"]);
const BLOCK_FILE = "nextBlock.json";
const BIGINT = /^-?\d+n$/;

/** Opens a journal in a folder: one small file a job, each written whole or not at all. */
export async function openJobJournal(folder: string): Promise<JobJournal> {
  await mkdir(folder, { recursive: true });
  const entries = new Map<bigint, JournalEntry>();
  let block: number | undefined;
  for (const file of await readdir(folder)) {
    if (!file.endsWith(".json")) continue;
    const value: unknown = JSON.parse(await readFile(path.join(folder, file), "utf8"), revive);
    // Only this module writes here.
    if (file === BLOCK_FILE) block = value as number;
    else entries.set((value as JournalEntry).job.jobId, value as JournalEntry);
  }

  return {
    unfinished: () =>
      [...entries.values()]
        .filter(({ progress }) => UNFINISHED.has(progress))
        .sort((a, b) => (a.job.jobId < b.job.jobId ? -1 : 1)),
    find: (jobId) => entries.get(jobId),
    save: async (entry) => {
      await writeWhole(
        path.join(folder, `${entry.job.jobId}.json`),
        JSON.stringify(entry, replace),
      );
      entries.set(entry.job.jobId, entry);
    },
    nextBlock: () => block,
    saveNextBlock: async (next) => {
      await writeWhole(path.join(folder, BLOCK_FILE), JSON.stringify(next));
      block = next;
    },
  };
}

const replace = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}n` : value);

const revive = (_: string, value: unknown) =>
  typeof value === "string" && BIGINT.test(value) ? BigInt(value.slice(0, -1)) : value;
