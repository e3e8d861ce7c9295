import { readFile } from "node:fs/promises";

import { isHexString, Wallet } from "ethers";

import { FileError, InvalidKeyError, KeyInsteadOfFileError } from "../errors.ts";
import { resolvePath } from "../files/resolvePath.ts";
import type { Io } from "../io.ts";

/**
 * The key in a file.
 *
 * @param option Where the file was named, for errors.
 * @throws {KeyInsteadOfFileError} When the name is itself a key.
 * @throws {FileError} When the file can't be read.
 * @throws {InvalidKeyError} When it holds no key.
 */
export async function readKeyFile(
  io: Pick<Io, "cwd">,
  file: string,
  option: string,
): Promise<Wallet> {
  // Said without repeating it: the name of a file may be printed, a key never.
  if (/^(0x)?[0-9a-f]{64}$/i.test(file)) throw new KeyInsteadOfFileError(option);
  try {
    return parseKey(await readFile(resolvePath(io, file), "utf8"), file);
  } catch (cause) {
    if (cause instanceof InvalidKeyError) throw cause;
    throw new FileError(file, `the key file can't be read. Check ${option}.`, { cause });
  }
}

/** @throws {InvalidKeyError} When the text is no key; the error names its source and never the text. */
export function parseKey(text: string, source: string): Wallet {
  const hex = text.trim().replace(/^(?!0x)/, "0x");
  if (!isHexString(hex, 32)) throw new InvalidKeyError(source);
  try {
    return new Wallet(hex);
  } catch {
    // Zero or beyond the curve. The cause would show the key.
    throw new InvalidKeyError(source);
  }
}
