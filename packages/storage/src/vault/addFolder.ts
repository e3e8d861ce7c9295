import { createHash } from "node:crypto";

import { type ListedFile, listFolder } from "../files/listFolder.ts";
import { packFolder } from "../pack/packFolder.ts";
import { type AddedVault, type AddOptions, addVault } from "./addVault.ts";

export type AddFolderParameters = AddOptions & { folder: string };

/**
 * Encrypts a folder with all files below it as one vault: names, sizes and their number stay secret, but for their sum.
 *
 * @throws {EmptyDirectoryError}
 * @throws {NotAFileError} When there are links or devices in it.
 * @throws {FilePathError} When a name can't be kept on every system.
 * @throws {FileChangedError} When somebody writes to it meanwhile.
 */
export async function addFolder({ folder, ...options }: AddFolderParameters): Promise<AddedVault> {
  const files = await listFolder(folder);
  const { bytes, read } = packFolder(files);
  return await addVault(
    { kind: "folder", bytes, fingerprint: fingerprintOf(files), read },
    options,
  );
}

function fingerprintOf(files: readonly ListedFile[]): string {
  const hash = createHash("sha256");
  for (const { path, fingerprint } of files) hash.update(JSON.stringify([path, fingerprint]));
  return hash.digest("hex");
}
