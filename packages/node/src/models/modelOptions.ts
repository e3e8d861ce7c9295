import { readFile } from "node:fs/promises";
import path from "node:path";

import { contentRoot } from "@sahara/storage";

import type { JsonObject } from "./Json.ts";
import type { OpenModelParameters } from "./ModelKind.ts";

/** Thrown when an option of a model in the configuration is missing or wrong. */
export class InvalidModelOptionError extends Error {
  override readonly name = "InvalidModelOptionError";
  readonly option: string;

  constructor(option: string, problem: string, options?: ErrorOptions) {
    super(`The model option "${option}" ${problem}.`, options);
    this.option = option;
  }
}

/** The file that a model is, and what names it. */
export type Artefact = { readonly bytes: Uint8Array; readonly modelHash: string };

/**
 * Reads the file that the option `artefact` names, and computes its content root. If there is an option
 * `modelHash`, the file must have that root.
 *
 * @throws {InvalidModelOptionError} When the file is missing or another one.
 */
export async function readArtefact({
  options,
  folder,
}: Pick<OpenModelParameters, "options" | "folder">): Promise<Artefact> {
  const file = path.resolve(folder, textOption(options, "artefact"));
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new InvalidModelOptionError("artefact", `names ${file}, which can't be read`, { cause });
  });

  const { digest } = await contentRoot(bytes);
  const expected = options.modelHash;
  if (expected !== undefined && expected !== digest) {
    throw new InvalidModelOptionError("modelHash", `is not that of ${file}, which is ${digest}`);
  }
  return { bytes, modelHash: digest };
}

/** @throws {InvalidModelOptionError} When the option is missing or no text. */
export function textOption(options: JsonObject, name: string): string {
  const value = options[name];
  if (typeof value !== "string" || value === "") {
    throw new InvalidModelOptionError(name, "must be a text");
  }
  return value;
}
