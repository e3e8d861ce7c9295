import type { Cli } from "../../cli.ts";
import { writeText } from "../../files/writeText.ts";
import { type Field, fields } from "../../output/fields.ts";
import { formatTime } from "../../output/format.ts";
import { serializeSigned, type Signed } from "../../parse/parseSigned.ts";

/** The options of every command that signs. */
export const OUT = [
  "--out <file>",
  "where what was signed goes; pass it to whoever submits it",
] as const;
export const UNTIL = [
  "--until <time>",
  "until when it can be submitted (default: an hour from now)",
] as const;

export type SignedFile = {
  out: string;
  document: Signed;
  /** Unix seconds. */
  until: bigint;
  /** What was signed, for people. */
  told: readonly Field[];
};

/** Writes what was signed into a file and answers with it. */
export async function writeSigned(cli: Cli, { out, document, until, told }: SignedFile) {
  await writeText(cli.io, out, serializeSigned(document));
  cli.answer({
    json: { ...document, file: out },
    text: fields([
      ...told,
      ["Until", formatTime(until)],
      ["File", out],
      ["Next", "whoever has the file can submit it, and pays the gas: submit <file>"],
    ]),
  });
}
