import { type JsonValue, metadataRoot, type MetadataRoot } from "@sahara/storage";

import type { Io } from "../io.ts";
import { parseJson } from "../parse/parseJson.ts";
import { readText } from "./readText.ts";

/** Commits to the canonical form of a JSON file. @throws {FileError} When it is not JSON. */
export async function metadataRootOfFile(io: Pick<Io, "cwd">, file: string): Promise<MetadataRoot> {
  // Whatever was parsed from JSON is a JSON value.
  return metadataRoot(parseJson(file, await readText(io, file)) as JsonValue);
}
