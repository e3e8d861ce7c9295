import { type CallRecord, type CallStore, MalformedMessageError } from "@sahara/sdk";
import { openFileCallStore } from "@sahara/sdk/node";

import type { Cli } from "../../cli.ts";
import { FileError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { resolvePath } from "../../files/resolvePath.ts";

/** The option of every command about calls. */
export const STORE = [
  "--store <file>",
  "where the proofs of calls are kept",
  "sahara-calls.jsonl",
] as const;

/** Works with a store that may not be there yet, and closes it. @throws {FileError} When it can't be used. */
export async function withCallStore<Result>(
  { io }: Pick<Cli, "io">,
  file: string,
  work: (store: CallStore) => Promise<Result>,
): Promise<Result> {
  const store = await openFileCallStore(resolvePath(io, file)).catch((cause: unknown) => {
    throw new FileError(file, "the proofs can't be kept here. Check --store.", { cause });
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** All that a store holds, which has to be there. @throws {FileError} When it is not, or is something else. */
export async function readCallStore(
  cli: Pick<Cli, "io">,
  file: string,
): Promise<readonly CallRecord[]> {
  await readText(cli.io, file);
  return await withCallStore(cli, file, async (store) => {
    try {
      return await store.load();
    } catch (cause) {
      if (!(cause instanceof MalformedMessageError)) throw cause;
      throw new FileError(file, "it holds no proofs of calls. Check --store.", { cause });
    }
  });
}
