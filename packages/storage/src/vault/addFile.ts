import path from "node:path";

import { statFile } from "../files/listFolder.ts";
import { readListedFile } from "../files/readListedFile.ts";
import { type AddedVault, type AddOptions, addVault } from "./addVault.ts";

export type AddFileParameters = AddOptions & { file: string };

/**
 * Encrypts a file of any size and keeps it in a store, in constant memory.
 *
 * @throws {NotAFileError}
 * @throws {FileChangedError} When somebody writes to it meanwhile.
 *
 * @example
 * const key = createFileKey();
 * const { root } = await addFile({ store: createFolderStore({ folder: "vault" }), file: "mails.tar", key });
 */
export async function addFile({ file, ...options }: AddFileParameters): Promise<AddedVault> {
  const listed = await statFile(file, path.basename(file));
  const { bytes, fingerprint } = listed;
  const read = (offset: number) => readListedFile(listed, offset);
  return await addVault({ kind: "file", bytes, fingerprint, read }, options);
}
