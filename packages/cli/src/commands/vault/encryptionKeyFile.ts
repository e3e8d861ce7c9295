import {
  createEncryptionKeys,
  type EncryptionKeys,
  exportEncryptionKeys,
  importEncryptionKeys,
} from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { readOrMakeSecret, readSecret } from "./secretFile.ts";

/** The option of commands about the key that others wrap to. */
export const ENCRYPTION_KEY = [
  "--encryption-key <file>",
  "file with your private encryption key (X25519)",
] as const;

/** Reads the keys that an account has data wrapped to. @throws {FileError} @throws {InvalidKeyError} */
export async function readEncryptionKeys(
  cli: Pick<Cli, "io">,
  file: string,
): Promise<EncryptionKeys> {
  return importEncryptionKeys(await readSecret(cli, file));
}

/** The keys in a file; when there is no such file, new ones are made that only its owner can read. */
export async function readOrMakeEncryptionKeys(
  cli: Pick<Cli, "io">,
  file: string,
): Promise<EncryptionKeys> {
  const make = () => exportEncryptionKeys(createEncryptionKeys());
  return importEncryptionKeys(await readOrMakeSecret(cli, file, make));
}
