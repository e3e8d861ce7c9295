import { createReadStream } from "node:fs";

import { listFolder } from "../files/listFolder.ts";
import { writeOutput } from "../files/writeOutput.ts";
import { type Unpacked, unpackFolder } from "../pack/unpackFolder.ts";
import { checkContent, type FetchOptions, openVault } from "./openVault.ts";

export type FetchFolderParameters = FetchOptions & {
  /** Where the decrypted folder goes; nothing may be there. */
  folder: string;
};

/** Fetches, verifies and decrypts a folder. Throws like {@link fetchFile}, and what the folder's stream may be wrong in. */
export async function fetchFolder({
  folder,
  ...options
}: FetchFolderParameters): Promise<Unpacked> {
  return await writeOutput(folder, async (draft) => {
    const unpacked = await unpackFolder(await openVault(options, "folder"), draft);
    await checkContent(() => ({ files: filesOf(draft) }), options.contentRoot);
    return unpacked;
  });
}

async function* filesOf(folder: string) {
  for (const { path, absolute } of await listFolder(folder)) {
    yield { path, content: createReadStream(absolute) };
  }
}
