import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";

import { writeWhole } from "../files/writeWhole.ts";
import type { JsonObject } from "../models/Json.ts";

/** It may be that the budget was spent, by this transaction. No noise was drawn. */
export type Spent = { readonly stage: "SPENDING"; readonly transaction: string };

/** The counters were given out. Noise is never drawn again for this job. */
export type Answered = {
  readonly stage: "ANSWERED";
  /** The document. */
  readonly answer: string;
  /** What the report says. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly parameters: JsonObject;
};

/** How far an answer is. */
export type AnswerEntry = Spent | Answered;

/** Remembers answers by the reference of their job, so that a job spends once and answers once. */
export type AnswerJournal = {
  find: (jobRef: string) => Promise<AnswerEntry | undefined>;
  /** On the disk when it returns. */
  save: (jobRef: string, entry: AnswerEntry) => Promise<void>;
};

/** Opens a journal in a folder: one small file a job, each written whole or not at all. */
export async function openAnswerJournal(folder: string): Promise<AnswerJournal> {
  await mkdir(folder, { recursive: true });
  const placeOf = (jobRef: string) => path.join(folder, `${jobRef}.json`);

  return {
    find: async (jobRef) => {
      const text = await readFile(placeOf(jobRef), "utf8").catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      return text === undefined ? undefined : (JSON.parse(text) as AnswerEntry); // only this module writes here
    },
    save: async (jobRef, entry) => {
      await writeWhole(placeOf(jobRef), JSON.stringify(entry));
    },
  };
}

const isMissing = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ENOENT";
