import { type JsonValue, metadataRoot, type MetadataRoot } from "@sahara/storage";

import { FileError } from "../errors.ts";
import type { Io } from "../io.ts";
import { readText } from "./readText.ts";

/** Commits to the canonical form of a JSON file. @throws {FileError} When it is not JSON. */
export async function metadataRootOfFile(io: Pick<Io, "cwd">, file: string): Promise<MetadataRoot> {
  const text = await readText(io, file);
  try {
    // Whatever JSON.parse returns is a JSON value.
    return metadataRoot(JSON.parse(text) as JsonValue);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new FileError(file, "it is not JSON.", { cause });
  }
}
