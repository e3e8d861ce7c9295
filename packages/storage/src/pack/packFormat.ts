import { StorageError } from "../StorageError.ts";

/**
 * A folder as one stream: for each file, in the order of their paths, the length of its path (2 bytes), the path in UTF-8,
 * its length (8 bytes) and its bytes; then a path of length zero. It is written and read in constant memory, however many
 * files there are.
 */
export const PATH_LENGTH_BYTES = 2;
export const FILE_LENGTH_BYTES = 8;
export const MAX_PATH_BYTES = 2 ** 16 - 1;

/** Thrown when a folder's stream does not follow its format. */
export class MalformedPackError extends StorageError {
  override readonly name = "MalformedPackError";

  constructor(reason: string) {
    super(`The vault holds no folder that can be read: ${reason}. Ask its owner to add it again.`);
  }
}

/** What stands before the bytes of a file. */
export function encodeEntry(path: string, bytes: number): Buffer {
  const name = Buffer.from(path, "utf8");
  const entry = Buffer.alloc(PATH_LENGTH_BYTES + name.length + FILE_LENGTH_BYTES);
  entry.writeUInt16BE(name.length);
  name.copy(entry, PATH_LENGTH_BYTES);
  entry.writeBigUInt64BE(BigInt(bytes), PATH_LENGTH_BYTES + name.length);
  return entry;
}

/** What stands after the last file. */
export const PACK_END = Buffer.alloc(PATH_LENGTH_BYTES);
