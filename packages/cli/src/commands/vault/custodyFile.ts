import { type Custody, custodyToJson, MalformedDocumentError, parseCustody } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { FileError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { writeNewText } from "../../files/writeText.ts";
import { toJson } from "../../output/toJson.ts";
import { parseJson } from "../../parse/parseJson.ts";

/** Reads a file that `vault share` wrote. @throws {FileError} When it is none. */
export async function readCustody({ io }: Pick<Cli, "io">, file: string): Promise<Custody> {
  const document = parseJson(file, await readText(io, file));
  try {
    return parseCustody(document);
  } catch (cause) {
    if (!(cause instanceof MalformedDocumentError)) throw cause;
    throw new FileError(file, "it is no custody, as `vault share` writes it.", { cause });
  }
}

/** Writes what licensees need to know, and everybody may. @throws {FileError} When something is there. */
export async function writeCustody(
  { io }: Pick<Cli, "io">,
  file: string,
  custody: Custody,
): Promise<void> {
  await writeNewText(io, file, `${toJson(custodyToJson(custody))}\n`);
}
