import type { Cli } from "../../cli.ts";
import { FileError, UsageError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { parseJson } from "../../parse/parseJson.ts";

export type CallInput = Readonly<Record<string, unknown>>;

/**
 * The body of a call: the object in a file, the object that was typed, or `{ input }` of another text.
 *
 * @throws {UsageError} When both were given, or a typed object is no JSON.
 * @throws {FileError} When the file holds no object.
 */
export async function takeInput(
  cli: Pick<Cli, "io">,
  { text, file }: { text: string | undefined; file: string | undefined },
): Promise<CallInput> {
  if (file === undefined) return text === undefined ? {} : parseTyped(text);
  if (text !== undefined) throw new UsageError("Pass [input] or --input, not both.");
  const value = parseJson(file, await readText(cli.io, file));
  if (isObject(value)) return value;
  throw new FileError(file, "it holds no JSON object.");
}

function parseTyped(text: string): CallInput {
  if (!text.trimStart().startsWith("{")) return { input: text };
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new UsageError("The input begins like a JSON object, and is none. Check its quotes.", {
      cause,
    });
  }
  return { input: text };
}

const isObject = (value: unknown): value is CallInput =>
  typeof value === "object" && value !== null && !Array.isArray(value);
