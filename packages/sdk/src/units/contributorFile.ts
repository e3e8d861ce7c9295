import { InvalidContributorsError } from "../errors/inputErrors.ts";
import { buildContributorTree, type ContributorTree } from "./contributorTree.ts";

const FORMAT = "sahara-contributors";
const VERSION = 1;

/** What the file holds, with units and indexes as decimal texts. */
type ContributorFile = {
  format: typeof FORMAT;
  version: typeof VERSION;
  root: string;
  units: string;
  leaves: { index: string; account: string; units: string }[];
};

/** A tree as JSON: everything that contributors need to claim, in a form that other tools can read. */
export function serializeContributors({ root, units, leaves }: ContributorTree): string {
  const file: ContributorFile = {
    format: FORMAT,
    version: VERSION,
    root,
    units: units.toString(),
    leaves: leaves.map(({ index, account, units }) => ({
      index: index.toString(),
      account,
      units: units.toString(),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads a tree back and checks all of it: every leaf, the sum and the root.
 *
 * @throws {InvalidContributorsError} When it is no contributor file, or its parts do not agree.
 */
export function parseContributorFile(json: string): ContributorTree {
  const file = parseJson(json);
  const tree = buildContributorTree(
    file.leaves.map(({ index, account, units }) => ({
      index: parseInteger(index, "index"),
      account,
      units: parseInteger(units, "number of units"),
    })),
  );
  if (tree.units !== parseInteger(file.units, "number of units")) {
    throw new InvalidContributorsError(
      `The leaves have ${tree.units} units together, but the file says ${file.units}.`,
    );
  }
  if (tree.root !== file.root) {
    throw new InvalidContributorsError(
      `The leaves have the root ${tree.root}, but the file says ${file.root}.`,
    );
  }
  return tree;
}

function parseJson(json: string): ContributorFile {
  const file = readJson(json);
  if (!isContributorFile(file)) {
    throw new InvalidContributorsError(
      `This is no contributor file. Pass JSON with format "${FORMAT}" and version ${VERSION}.`,
    );
  }
  return file;
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new InvalidContributorsError("This is not JSON.", undefined, { cause });
  }
}

function isContributorFile(value: unknown): value is ContributorFile {
  if (!isRecord(value) || !Array.isArray(value.leaves)) return false;
  const texts = [value.root, value.units];
  for (const leaf of value.leaves as unknown[]) {
    if (!isRecord(leaf)) return false;
    texts.push(leaf.index, leaf.account, leaf.units);
  }
  return (
    value.format === FORMAT &&
    value.version === VERSION &&
    texts.every((text) => typeof text === "string")
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function parseInteger(text: string, what: string): bigint {
  if (!/^\d+$/.test(text)) throw new InvalidContributorsError(`"${text}" is no ${what}.`);
  return BigInt(text);
}
