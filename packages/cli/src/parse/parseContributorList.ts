import { type Contributor, parseContributorFile } from "@sahara/sdk";

import { FileError, UsageError } from "../errors.ts";
import { parseUnitCount } from "./numbers.ts";

/** A contributor as a list names it, with an index where it has one. */
export type ListedContributor = Contributor & { index?: bigint | undefined };

/**
 * Reads contributors from CSV lines `address,units` or `address,share%` (an optional head line and `#` comments are
 * passed over), from a JSON list of `{ account, units }`, or from a contributor file. Shares are of the asset's whole
 * revenue.
 *
 * @throws {FileError} When a line can't be read; it is named.
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
    return { account, units: parseUnitsAt(`${file}: line ${number}`, units) };
  });
}

const cellsOf = (line: string) =>
  line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));

function parseJsonList(file: string, text: string): ListedContributor[] {
  const value = readJson(file, text);
  if (!Array.isArray(value)) return [...parseContributorFile(text).leaves];
  return value.map((entry: unknown, at) => {
    const { account, units } = isRecord(entry) ? entry : {};
    const isWhole = typeof units === "string" || Number.isSafeInteger(units);
    if (typeof account !== "string" || !isWhole) {
      throw new FileError(
        file,
        `entry ${at} is not {"account": "0x...", "units": "12500000" or "12.5%"}.`,
      );
    }
    return { account, units: parseUnitsAt(`${file}: entry ${at}`, String(units)) };
  });
}

function parseUnitsAt(place: string, text: string): bigint {
  try {
    return parseUnitCount(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${place}: ${reason}`, { cause });
  }
}

function readJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FileError(file, "it is not JSON.", { cause });
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
