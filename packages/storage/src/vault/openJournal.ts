import { type FileHandle, open, readFile, rm, writeFile } from "node:fs/promises";

import { type FileKey } from "../encryption/fileKey.ts";
import {
  createHeader,
  openHeader,
  type VaultHeader,
  VaultHeaderError,
  type VaultKind,
} from "../encryption/vaultHeader.ts";

/** Notes of an add in progress, so that another run can go on where this one stopped. Holds no key. */
export type Journal = {
  readonly header: VaultHeader;
  /** Ids of the leaves that an earlier run kept. */
  readonly leaves: readonly string[];
  /** Notes that the next leaf is kept. */
  readonly note: (cid: string) => Promise<void>;
  /** Ends the notes; the add is complete. */
  readonly finish: () => Promise<void>;
  /** Ends them so that a later run can go on. */
  readonly close: () => Promise<void>;
};

export type OpenJournalParameters = {
  /** Where the notes are. Without it nothing is noted. */
  file: string | undefined;
  key: FileKey;
  kind: VaultKind;
  /** Differs when the content was changed: then the notes are worth nothing. */
  fingerprint: string;
};

type Notes = { readonly header: VaultHeader; readonly leaves: string[] };

/**
 * Opens the notes of an earlier run, or begins new ones. They are used only if content and key are the same; otherwise
 * the vault gets a fresh header, so that no nonce ever meets two different contents.
 */
export async function openJournal(parameters: OpenJournalParameters): Promise<Journal> {
  const { file, key, kind, fingerprint } = parameters;
  if (file === undefined) {
    const nothing = () => Promise.resolve();
    return {
      ...{ header: createHeader(key, kind), leaves: [] },
      ...{ note: nothing, finish: nothing, close: nothing },
    };
  }

  const notes = (await readNotes(file, parameters)) ?? {
    header: createHeader(key, kind),
    leaves: [],
  };
  const head = { fingerprint, header: Buffer.from(notes.header.bytes).toString("base64") };
  await writeFile(file, lines([JSON.stringify(head), ...notes.leaves]), { flush: true });
  const handle: FileHandle = await open(file, "a");
  return {
    ...notes,
    note: async (cid) => {
      await handle.appendFile(lines([cid]));
    },
    finish: async () => {
      await handle.close();
      await rm(file);
    },
    close: () => handle.close(),
  };
}

async function readNotes(
  file: string,
  { key, kind, fingerprint }: OpenJournalParameters,
): Promise<Notes | undefined> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  // What follows the last line end was cut off by a crash.
  const [head, ...leaves] = text.split("\n").slice(0, -1);
  const noted = head === undefined ? undefined : parseHead(head);
  if (noted?.fingerprint !== fingerprint) return undefined;

  try {
    const header = openHeader(Buffer.from(noted.header, "base64"), key);
    return header.kind === kind ? { header, leaves } : undefined;
  } catch (error) {
    if (error instanceof VaultHeaderError) return undefined;
    throw error;
  }
}

function parseHead(line: string): { fingerprint: string; header: string } | undefined {
  let head: unknown;
  try {
    head = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof head !== "object" || head === null) return undefined;
  const { fingerprint, header } = head as Record<string, unknown>;
  if (typeof fingerprint !== "string" || typeof header !== "string") return undefined;
  return { fingerprint, header };
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
