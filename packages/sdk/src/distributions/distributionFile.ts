import { InvalidDistributionError } from "../errors/inputErrors.ts";
import { buildDistributionTree, type DistributionTree } from "./distributionTree.ts";

const FORMAT = "sahara-distribution";
const VERSION = 1;

/** What the file holds, with amounts as decimal texts. Claims are in the order of their indexes. */
type DistributionFile = {
  format: typeof FORMAT;
  version: typeof VERSION;
  root: string;
  claims: { account: string; amount: string }[];
};

/** A tree as JSON: everything that accounts need to claim, in a form that other tools can read. */
export function serializeDistribution({ root, leaves }: DistributionTree): string {
  const claims = leaves.map(({ account, amount }) => ({ account, amount: amount.toString() }));
  const file: DistributionFile = { format: FORMAT, version: VERSION, root, claims };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads a tree back and checks its root.
 *
 * @throws {InvalidDistributionError} When it is no distribution file, or its root is another.
 */
export function parseDistributionFile(json: string): DistributionTree {
  const file = readJson(json);
  if (!isDistributionFile(file)) {
    throw new InvalidDistributionError(
      `This is no distribution file. Pass JSON with format "${FORMAT}" and version ${VERSION}.`,
    );
  }
  const tree = buildDistributionTree(
    file.claims.map(({ account, amount }) => ({ account, amount: BigInt(amount) })),
  );
  if (tree.root !== file.root) {
    throw new InvalidDistributionError(
      `The claims have the root ${tree.root}, but the file says ${file.root}.`,
    );
  }
  return tree;
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new InvalidDistributionError("This is not JSON.", { cause });
  }
}

function isDistributionFile(value: unknown): value is DistributionFile {
  if (!isRecord(value) || !Array.isArray(value.claims)) return false;
  const { format, version, root, claims } = value;
  return (
    format === FORMAT && version === VERSION && typeof root === "string" && claims.every(isClaim)
  );
}

const isClaim = (claim: unknown) =>
  isRecord(claim) &&
  typeof claim.account === "string" &&
  typeof claim.amount === "string" &&
  /^\d+$/.test(claim.amount);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
