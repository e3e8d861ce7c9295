import { createFileKey, exportFileKey, type FileKey, importFileKey } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { readOrMakeSecret, readSecret, writeSecret } from "./secretFile.ts";

/**
 * Reads the key of a vault. No message shows it.
 *
 * @throws {FileError}
 * @throws {InvalidKeyError}
 */
export async function readVaultKey(cli: Pick<Cli, "io">, file: string): Promise<FileKey> {
  return importFileKey(await readSecret(cli, file));
}

/** The key in a file; when there is no such file, a new one is made that only its owner can read. */
export async function readOrMakeVaultKey(cli: Pick<Cli, "io">, file: string): Promise<FileKey> {
  return importFileKey(await readOrMakeSecret(cli, file, () => exportFileKey(createFileKey())));
}

/** Keeps a key that was received. @throws {FileError} When something is there. */
export async function writeVaultKey(
  cli: Pick<Cli, "io">,
  file: string,
  key: FileKey,
): Promise<void> {
  await writeSecret(cli, file, exportFileKey(key));
}
