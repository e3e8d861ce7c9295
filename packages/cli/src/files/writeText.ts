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

/** Writes a text file where nothing is. @throws {FileError} When something is there, or it can't be written. */
export async function writeNewText(io: Pick<Io, "cwd">, file: string, text: string): Promise<void> {
  try {
    await writeFile(resolvePath(io, file), text, { flag: "wx" });
  } catch (cause) {
    const reason = isExisting(cause)
      ? "the file exists. Name another one."
      : "the file can't be written. Check the folder.";
    throw new FileError(file, reason, { cause });
  }
}

/** Whether the system refused because something is there. */
export function isExisting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
