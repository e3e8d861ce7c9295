import { writeFile } from "node:fs/promises";

import { FileError } from "../errors.ts";
import type { Io } from "../io.ts";
import { resolvePath } from "./resolvePath.ts";

/** Writes a text file that was named on the command line. @throws {FileError} When it can't be written. */
export async function writeText(io: Pick<Io, "cwd">, file: string, text: string): Promise<void> {
  try {
    await writeFile(resolvePath(io, file), text);
  } catch (cause) {
    throw new FileError(file, "the file can't be written. Check the folder.", { cause });
  }
}
