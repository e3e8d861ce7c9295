import { ASSET_KINDS, type Parent, type AssetKind } from "@sahara/sdk";

import { FileError } from "../errors.ts";
import type { Field } from "../output/fields.ts";
import { asText, createRecordReader } from "./createRecordReader.ts";
import { parseName } from "./names.ts";
import { parseJson } from "./parseJson.ts";
import { parseParent } from "./parseParent.ts";

/** One asset of a list, under the names of the options of `asset register`. */
export type ListedRegistration = {
  kind: AssetKind;
  content: string | undefined;
  root: string | undefined;
  metadata: string | undefined;
  metadataRoot: string | undefined;
  parent: Parent[];
  contributors: string | undefined;
  contributorTree: string | undefined;
  terms: string[];
  currency: string[] | undefined;
  salt: string | undefined;
};

/** What each asset of a list may have. */
export const REGISTRATION_FIELDS = [
  ["kind", "dataset, model or agent"],
  ["content", "file or folder, or its root as root"],
  ["metadata", "JSON file, or its root as metadataRoot"],
  ["parents", 'a list of "asset:RELATION:licence"'],
  ["contributors", "CSV or JSON file, or the file of `units tree` as contributorTree"],
  ["terms", "a list of ids of registered terms"],
  ["currencies", "a list of symbols and addresses (default: as its parents, or native and SAHARA)"],
  ["salt", "of an earlier `asset commit`"],
] as const satisfies readonly Field[];

/** Fields that stand in for another. */
const ALTERNATIVES = ["root", "metadataRoot", "contributorTree"];

/**
 * Reads what several assets are to be registered with, from a JSON list.
 *
 * @throws {FileError} When an entry can't be read, or has a field that is none of {@link REGISTRATION_FIELDS}.
 */
export function parseRegistrationList(file: string, text: string): ListedRegistration[] {
  const list = parseJson(file, text);
  if (!Array.isArray(list) || list.length === 0)
    throw new FileError(file, "it is no JSON list of assets.");
  return list.map((entry, at) => readEntry(file, entry, `[${at}]`));
}

function readEntry(file: string, entry: unknown, place: string): ListedRegistration {
  const fields = createRecordReader(file, entry, place);
  fields.refuseOthers([...REGISTRATION_FIELDS.map(([name]) => name), ...ALTERNATIVES]);
  fields.requireOne(["content", "root"]);
  fields.requireOne(["metadata", "metadataRoot"]);
  const currencies = fields.list("currencies", asText);
  return {
    kind: fields.required("kind", (kind) => parseName(ASSET_KINDS, kind)),
    content: fields.optional("content", asText),
    root: fields.optional("root", asText),
    metadata: fields.optional("metadata", asText),
    metadataRoot: fields.optional("metadataRoot", asText),
    parent: fields.list("parents", parseParent),
    contributors: fields.optional("contributors", asText),
    contributorTree: fields.optional("contributorTree", asText),
    terms: fields.list("terms", asText),
    currency: currencies.length === 0 ? undefined : currencies,
    salt: fields.optional("salt", asText),
  };
}
