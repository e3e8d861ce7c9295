import { createReadStream } from "node:fs";

import { FileChangedError, type ListedFile } from "./listFolder.ts";

const READ_BYTES = 1_048_576;

/**
 * Reads a file from an offset to its end.
 *
 * @throws {FileChangedError} When it has become longer or shorter than it was.
 */
export async function* readListedFile(
  { absolute, bytes }: ListedFile,
  offset = 0,
): AsyncGenerator<Uint8Array> {
  let read = offset;
  for await (const piece of createReadStream(absolute, {
    start: offset,
    highWaterMark: READ_BYTES,
  }) as AsyncIterable<Buffer>) {
    read += piece.length;
    yield piece;
  }
  if (read !== bytes) throw new FileChangedError(absolute);
}
