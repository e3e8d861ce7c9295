import { FileError } from "../errors.ts";

/** The value of a JSON text. @throws {FileError} When it is none. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FileError(file, "it is not JSON.", { cause });
  }
}
