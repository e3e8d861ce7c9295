import { lstat, opendir } from "node:fs/promises";
import path from "node:path";

import { StorageError } from "../StorageError.ts";

/** A plain file below a folder, as it was when it was listed. */
export type ListedFile = {
  /** Relative to the folder, with "/". */
  readonly path: string;
  readonly absolute: string;
  readonly bytes: number;
  /** Differs when the file was changed or replaced. */
  readonly fingerprint: string;
};

/** Thrown when something in a folder is neither a file nor a folder. */
export class NotAFileError extends StorageError {
  override readonly name = "NotAFileError";
  readonly file: string;

  constructor(file: string) {
    super(`${file} is a link or a device. A vault holds plain files only; copy what it points to.`);
    this.file = file;
  }
}

/** Thrown when a file is not what it was when its reading began. */
export class FileChangedError extends StorageError {
  override readonly name = "FileChangedError";
  readonly file: string;

  constructor(file: string) {
    super(`${file} was changed while it was read. Try again when nothing writes to it.`);
    this.file = file;
  }
}

/** All files below a folder, sorted by path, so that the same folder always packs alike. */
export async function listFolder(folder: string): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) {
    const absolute = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) continue;
    const relative = path.relative(folder, absolute).split(path.sep).join("/");
    files.push(await statFile(absolute, relative));
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** @throws {NotAFileError} */
export async function statFile(absolute: string, relative: string): Promise<ListedFile> {
  const found = await lstat(absolute, { bigint: true });
  if (!found.isFile()) throw new NotAFileError(absolute);
  // The time of the last change of state moves with every write, and nobody can set it back.
  const fingerprint = [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(":");
  return { path: relative, absolute, bytes: Number(found.size), fingerprint };
}
