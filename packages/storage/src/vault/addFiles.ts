import { createHash } from "node:crypto";

import { packEntries } from "../pack/packFolder.ts";
import { type AddedVault, type AddOptions, addVault } from "./addVault.ts";

/** A file that is held in memory. */
export type HeldFile = { readonly path: string; readonly content: Uint8Array };

export type AddFilesParameters = AddOptions & {
  /** Paths are relative, with "/". */
  files: readonly HeldFile[];
};

/**
 * Encrypts files in memory as the vault of a folder, as {@link addFolder} does with those on the disk.
 *
 * @throws {EmptyDirectoryError}
 * @throws {FilePathError} When a name can't be kept on every system.
 */
export async function addFiles({ files, ...options }: AddFilesParameters): Promise<AddedVault> {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const { bytes, read } = packEntries(
    sorted.map(({ path, content }) => ({
      ...{ path, bytes: content.length },
      read: (offset) => [content.subarray(offset)],
    })),
  );
  return await addVault(
    { kind: "folder", bytes, fingerprint: fingerprintOf(sorted), read },
    options,
  );
}

function fingerprintOf(files: readonly HeldFile[]): string {
  const hash = createHash("sha256");
  for (const { path, content } of files) {
    hash.update(JSON.stringify([path, content.length])).update(content);
  }
  return hash.digest("hex");
}
