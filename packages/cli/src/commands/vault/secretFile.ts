import { writeFile } from "node:fs/promises";

import type { Cli } from "../../cli.ts";
import { FileError, InvalidKeyError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { isExisting } from "../../files/writeText.ts";

const PATTERN = /^0x[0-9a-fA-F]{64}$/;

/**
 * Reads the 32 bytes of a secret. No message shows them.
 *
 * @throws {FileError}
 * @throws {InvalidKeyError}
 */
export async function readSecret({ io }: Pick<Cli, "io">, file: string): Promise<Uint8Array> {
  const text = (await readText(io, file)).trim();
  if (!PATTERN.test(text)) throw new InvalidKeyError(file);
  return Buffer.from(text.slice(2), "hex");
}

/**
 * Writes a secret where nothing is, so that only its owner can read it.
 *
 * @throws {FileError} With the system's code as its cause's.
 */
export async function writeSecret(
  { io }: Pick<Cli, "io">,
  file: string,
  secret: Uint8Array,
): Promise<void> {
  const text = `0x${Buffer.from(secret).toString("hex")}\n`;
  try {
    await writeFile(resolvePath(io, file), text, { flag: "wx", mode: 0o600, flush: true });
  } catch (cause) {
    const reason = isExisting(cause)
      ? "the file exists. Name another one."
      : "the key can't be written. Check the folder.";
    throw new FileError(file, reason, { cause });
  }
}

/** The secret in a file; when there is no such file, a new one is made. */
export async function readOrMakeSecret(
  cli: Pick<Cli, "io">,
  file: string,
  make: () => Uint8Array,
): Promise<Uint8Array> {
  const secret = make();
  try {
    await writeSecret(cli, file, secret);
    return secret;
  } catch (error) {
    if (error instanceof FileError && isExisting(error.cause)) return await readSecret(cli, file);
    throw error;
  }
}
