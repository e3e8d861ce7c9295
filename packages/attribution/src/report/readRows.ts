import { readFile } from "node:fs/promises";
import path from "node:path";
import { contentRoot, type Digest } from "@sahara/storage";
import type { RowLabel } from "../knn/KnnTask.ts";
import { MethodDataError } from "./AttributionMethod.ts";

/** Files in the folder that is valued. */
export const TRAINING_FILE = "training.jsonl";
export const TESTS_FILE = "tests.jsonl";

/** One line of a file of rows. */
export type DataRow = {
  label: RowLabel;
  /** Who registered it; tests have nobody. */
  contributor: string;
} & ({ features: readonly number[]; text?: undefined } | { text: string; features?: undefined });

/**
 * Reads a file with one JSON object a line: a label, the contributor's account, and either features
 * or a text. The order of the lines is that of registration.
 *
 * @throws {MethodDataError} When the file is missing, or a line is no row.
 */
export async function readRows(
  folder: string,
  file: string,
): Promise<{ rows: DataRow[]; root: Digest }> {
  const bytes = await readBytes(folder, file);
  const lines = new TextDecoder().decode(bytes).split("\n");
  if (lines.at(-1) === "") lines.pop();
  const rows = lines.map((line, i) => parseRow(line, `${file}, line ${i + 1},`));
  return { rows, root: (await contentRoot(bytes)).digest };
}

async function readBytes(folder: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(path.join(folder, file));
  } catch (cause) {
    throw new MethodDataError(file, `cannot be read in ${folder}`, { cause });
  }
}

function parseRow(line: string, where: string): DataRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new MethodDataError(where, "is not JSON", { cause });
  }
  if (typeof value !== "object" || value === null) throw new MethodDataError(where, "is no object");

  const { label, contributor = "", features, text } = value as Record<string, unknown>;
  if (typeof label !== "string" && typeof label !== "number") {
    throw new MethodDataError(where, "has no label");
  }
  if (typeof contributor !== "string") throw new MethodDataError(where, "has no contributor");
  if (typeof text === "string" && features === undefined) return { label, contributor, text };
  if (isNumbers(features) && text === undefined) return { label, contributor, features };
  throw new MethodDataError(where, "has neither a text nor a list of features, or both");
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => typeof item === "number");
