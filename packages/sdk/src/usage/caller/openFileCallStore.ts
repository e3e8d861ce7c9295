import { open } from "node:fs/promises";

import type { CallStore } from "./CallStore.ts";
import { decodeRecord, encodeRecord } from "./recordJson.ts";

/** A store of proofs that has a file open. */
export type FileCallStore = CallStore & { close: () => Promise<void> };

/**
 * Keeps proofs in a file of JSON lines. Each is on the disk before `append` returns; a last line that a crash cut short
 * is dropped. One process at a time.
 *
 * @throws {MalformedMessageError} By `load`, when a whole line can't be read.
 */
export async function openFileCallStore(file: string | URL): Promise<FileCallStore> {
  const handle = await open(file, "a+");
  const text = await handle.readFile("utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) await handle.truncate(Buffer.byteLength(whole));
  const records = whole.split("\n").filter((line) => line !== "");
  /** Appends run one after another, so that no two lines mix. */
  let last: Promise<void> = Promise.resolve();

  async function write(line: string): Promise<void> {
    await handle.appendFile(`${line}\n`);
    await handle.datasync();
    records.push(line);
  }

  return {
    load: () => Promise.resolve(records.map(decodeRecord)),
    append: (record) => {
      const line = encodeRecord(record);
      const written = last.then(() => write(line));
      // A failure is reported to its own caller; the next record is tried all the same.
      last = written.catch(() => undefined);
      return written;
    },
    close: async () => {
      await last;
      await handle.close();
    },
  };
}
