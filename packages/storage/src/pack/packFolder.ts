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

/** A file to be packed. */
export type PackEntry = {
  readonly path: string;
  readonly bytes: number;
  readonly read: (offset: number) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

/**
 * Packs files on the disk into one stream.
 *
 * @throws {EmptyDirectoryError} When there is none.
 * @throws {FilePathError} When a path could be read in two ways.
 */
export function packFolder(files: readonly ListedFile[]): Pack {
  return packEntries(
    files.map((file) => ({
      ...{ path: file.path, bytes: file.bytes },
      read: (offset) => readListedFile(file, offset),
    })),
  );
}

/** Packs files from anywhere into one stream; in the order of their paths the same files always pack alike. */
export function packEntries(files: readonly PackEntry[]): Pack {
  if (files.length === 0) throw new EmptyDirectoryError();
  const checkPath = createPathCheck();
  for (const { path } of files) {
    checkPath(path);
    if (Buffer.byteLength(path) > MAX_PATH_BYTES) throw new FilePathError(path, "it is too long");
  }

  const entryBytes = (file: PackEntry) => encodeEntry(file.path, file.bytes).length + file.bytes;
  return {
    bytes: files.reduce((sum, file) => sum + entryBytes(file), PACK_END.length),
    read: async function* (offset) {
      let left = offset;
      for (const file of files) {
        const head = encodeEntry(file.path, file.bytes);
        const all = head.length + file.bytes;
        if (left < all) {
          if (left < head.length) yield head.subarray(left);
          yield* file.read(Math.max(0, left - head.length));
        }
        left = Math.max(0, left - all);
      }
      yield PACK_END.subarray(left);
    },
  };
}
