import { writeFile } from "node:fs/promises";

import { createFileKey, exportFileKey, type FileKey, importFileKey } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { FileError, InvalidKeyError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { resolvePath } from "../../files/resolvePath.ts";

const KEY_PATTERN = /^0x[0-9a-fA-F]{64}$/;

/**
 * Reads the key of a vault. No message shows it.
 *
 * @throws {FileError}
 * @throws {InvalidKeyError}
 */
export async function readVaultKey({ io }: Pick<Cli, "io">, file: string): Promise<FileKey> {
  const text = (await readText(io, file)).trim();
  if (!KEY_PATTERN.test(text)) throw new InvalidKeyError(file);
  return importFileKey(Buffer.from(text.slice(2), "hex"));
}

/** The key in a file; when there is no such file, a new one is made that only its owner can read. */
export async function readOrMakeVaultKey(cli: Pick<Cli, "io">, file: string): Promise<FileKey> {
  const key = createFileKey();
  const text = `0x${Buffer.from(exportFileKey(key)).toString("hex")}\n`;
  try {
    await writeFile(resolvePath(cli.io, file), text, { flag: "wx", mode: 0o600, flush: true });
    return key;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "EEXIST") return await readVaultKey(cli, file);
    throw new FileError(file, "the key can't be written. Check the folder.", { cause });
  }
}
