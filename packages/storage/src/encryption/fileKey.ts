import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";

import { StorageError } from "../StorageError.ts";

/** The random secret that opens one vault. A key object: what is printed, logged or thrown with it shows nothing. */
export type FileKey = KeyObject;

/** Bytes of a file key. */
export const FILE_KEY_BYTES = 32;

/** Thrown when bytes can't be a file key. Says how many there were, not which. */
export class InvalidFileKeyError extends StorageError {
  override readonly name = "InvalidFileKeyError";
  readonly bytes: number;

  constructor(bytes: number) {
    super(
      `A file key has ${FILE_KEY_BYTES} bytes, this has ${bytes}. Pass the key as it was kept.`,
    );
    this.bytes = bytes;
  }
}

/** A new key, for one file or folder. */
export function createFileKey(): FileKey {
  return importFileKey(randomBytes(FILE_KEY_BYTES));
}

/** @throws {InvalidFileKeyError} */
export function importFileKey(bytes: Uint8Array): FileKey {
  if (bytes.length !== FILE_KEY_BYTES) throw new InvalidFileKeyError(bytes.length);
  return createSecretKey(bytes);
}

/** The key's bytes, to be wrapped, shared or kept. The caller sees to it that they go nowhere else. */
export function exportFileKey(key: FileKey): Uint8Array {
  return key.export();
}
