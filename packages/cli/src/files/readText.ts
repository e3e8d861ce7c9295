import { readFile } from "node:fs/promises";

import { FileError } from "../errors.ts";
import type { Io } from "../io.ts";
import { resolvePath } from "./resolvePath.ts";

/** Reads a text file that was named on the command line. @throws {FileError} When it can't be read. */
export async function readText(io: Pick<Io, "cwd">, file: string): Promise<string> {
  try {
    return await readFile(resolvePath(io, file), "utf8");
  } catch (cause) {
    throw new FileError(file, "the file can't be read. Check the path.", { cause });
  }
}
