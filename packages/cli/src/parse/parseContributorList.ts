import { type Contributor, parseAddress, parseContributorFile } from "@sahara/sdk";

import { FileError } from "../errors.ts";
import { createRecordReader } from "./createRecordReader.ts";
import { parseUnitCount } from "./numbers.ts";
import { parseJson } from "./parseJson.ts";

/** A contributor as a list names it, with an index where it has one. */
export type ListedContributor = Contributor & { index?: bigint | undefined };

/**
 * Reads contributors from CSV lines `address,units` or `address,share%` (an optional head line and `#` comments are
 * passed over), from a JSON list of `{ account, units }`, or from a contributor file. Shares are of the asset's whole
 * revenue.
 *
 * @throws {FileError} When a line or entry can't be read; it is named.
 */
export function parseContributorList(file: string, text: string): ListedContributor[] {
  const listed = /^\s*[[{]/.test(text) ? parseJsonList(file, text) : parseCsv(file, text);
  if (listed.length === 0) throw new FileError(file, "it names no contributor.");
  return listed;
}

function parseCsv(file: string, text: string): ListedContributor[] {
  const lines = text.split(/\r?\n/).map((line, at) => ({ cells: cellsOf(line), number: at + 1 }));
  const filled = lines.filter(({ cells }) => cells[0] !== "" && cells[0]?.startsWith("#") !== true);
  const [head] = filled;
  const rows = head?.cells[0]?.startsWith("0x") === true ? filled : filled.slice(1);
  return rows.map(({ cells, number }) => {
    const [account, units, ...rest] = cells;
    if (account === undefined || units === undefined || rest.length > 0) {
      throw new FileError(file, `line ${number} is not "address,units" or "address,share%".`);
    }
    const at = { file, line: number };
    return { account: parseAt(at, account, asAccount), units: parseAt(at, units, parseUnitCount) };
  });
}

const asAccount = (text: string) => parseAddress(text, "a contributor");

function parseAt<Value>(
  { file, line }: { file: string; line: number },
  text: string,
  parse: (text: string) => Value,
): Value {
  try {
    return parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FileError(file, `line ${line}: ${reason}`, { cause });
  }
}

const cellsOf = (line: string) =>
  line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));

function parseJsonList(file: string, text: string): ListedContributor[] {
  const value = parseJson(file, text);
  if (!Array.isArray(value)) return [...parseContributorFile(text).leaves];
  return value.map((entry: unknown, at) => {
    const fields = createRecordReader(file, entry, `[${at}]`);
    return {
      account: fields.required("account", asAccount),
      units: fields.required("units", parseUnitCount),
    };
  });
}
