import type { Fingerprint } from "@sahara/attribution/originality";
import { open, readdir, stat } from "node:fs/promises";
import path from "node:path";

import type { Cli } from "../cli.ts";
import { FileError } from "../errors.ts";
import { formatCount } from "../output/format.ts";
import { resolvePath } from "./resolvePath.ts";

/** Files are read in pieces of this size; a passage that lies across two is cut there. */
const PIECE_BYTES = 64 * 2 ** 20;

/**
 * Takes the fingerprint of a file, or of a folder with everything in it.
 *
 * @throws {FileError} When something can't be read.
 */
export async function fingerprintOfPath(
  { io, progress }: Pick<Cli, "io" | "progress">,
  named: string,
): Promise<Fingerprint> {
  const { createFingerprinter } = await import("@sahara/attribution/originality");
  const { add, finish } = createFingerprinter();
  const files = await listFiles(named, resolvePath(io, named));
  try {
    for (const [done, file] of files.entries()) {
      progress.update(
        `Reading ${named}: ${formatCount(done)} of ${formatCount(files.length)} files`,
      );
      await readPieces(file, add);
    }
  } finally {
    progress.clear();
  }
  return finish();
}

async function listFiles(named: string, absolute: string): Promise<string[]> {
  try {
    if (!(await stat(absolute)).isDirectory()) return [absolute];
    const entries = await readdir(absolute, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch (cause) {
    throw new FileError(named, "there is no such file or folder. Check the path.", { cause });
  }
}

async function readPieces(file: string, onPiece: (piece: Uint8Array) => void): Promise<void> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, PIECE_BYTES));
    for (let start = 0; start < size; start += PIECE_BYTES) {
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(
          buffer,
          length,
          buffer.length - length,
          start + length,
        );
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) break;
      }
      onPiece(buffer.subarray(0, length));
    }
  } finally {
    await handle.close();
  }
}
