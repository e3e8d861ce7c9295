import { EmptyDirectoryError } from "../contentRoot.ts";
import { createPathCheck, FilePathError } from "../filePaths.ts";
import { type ListedFile } from "../files/listFolder.ts";
import { readListedFile } from "../files/readListedFile.ts";
import { encodeEntry, MAX_PATH_BYTES, PACK_END } from "./packFormat.ts";

/** A folder's stream: its length, and its bytes from any place on. */
export type Pack = {
  readonly bytes: number;
  readonly read: (offset: number) => AsyncGenerator<Uint8Array>;
};

/**
 * Packs files into one stream.
 *
 * @throws {EmptyDirectoryError} When there is none.
 * @throws {FilePathError} When a path could be read in two ways.
 */
export function packFolder(files: readonly ListedFile[]): Pack {
  if (files.length === 0) throw new EmptyDirectoryError();
  const checkPath = createPathCheck();
  for (const { path } of files) {
    checkPath(path);
    if (Buffer.byteLength(path) > MAX_PATH_BYTES) throw new FilePathError(path, "it is too long");
  }

  const entryBytes = (file: ListedFile) => encodeEntry(file.path, file.bytes).length + file.bytes;
  return {
    bytes: files.reduce((sum, file) => sum + entryBytes(file), PACK_END.length),
    read: async function* (offset) {
      let left = offset;
      for (const file of files) {
        const head = encodeEntry(file.path, file.bytes);
        const all = head.length + file.bytes;
        if (left < all) {
          if (left < head.length) yield head.subarray(left);
          yield* readListedFile(file, Math.max(0, left - head.length));
        }
        left = Math.max(0, left - all);
      }
      yield PACK_END.subarray(left);
    },
  };
}
