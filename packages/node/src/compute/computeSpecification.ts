import { canonicalJson } from "@sahara/storage";

import { allowMembers, InvalidSpecificationError, rootMember } from "../jobs/JobProgram.ts";
import type { Json, JsonObject } from "../models/Json.ts";
import type { Noise } from "./releaseTotals.ts";
import type { CounterBounds } from "./runRows.ts";

/** How a data set becomes rows: each file of a directory is one, or each line of a file. */
export const ROW_FORMS = ["files", "lines"] as const;
export type RowForm = (typeof ROW_FORMS)[number];

/** What a client asks of data that it does not get. */
export type ComputeSpecification = {
  readonly assetId: bigint;
  readonly version: bigint;
  /** Content root of the WebAssembly module, which is the hash that the owner allows. */
  readonly code: string;
  readonly rows: RowForm;
  /** What the program can read as its third part. */
  readonly parameters: Uint8Array;
  readonly counters: readonly string[];
  readonly bounds: CounterBounds;
  readonly noise: Noise;
};

const MEMBERS = [
  ...["program", "asset", "version", "code", "rows", "parameters"],
  ...["counters", "countersPerRow", "noise"],
];
const MAX_COUNTERS = 10_000;
/** Sums stay far below what a program can add in one go. */
const MOST_A_ROW = 2 ** 40;
const MOST_EPSILON = 2 ** 40;
const NAME = /^[\x20-\x7e]{1,100}$/;
const DECIMAL = /^[1-9][0-9]{0,77}$/;

/** @throws {InvalidSpecificationError} */
export function parseComputeSpecification(specification: JsonObject): ComputeSpecification {
  allowMembers(specification, MEMBERS);
  const { asset, rows, parameters, counters, countersPerRow, noise } = specification;
  if (typeof asset !== "string" || !DECIMAL.test(asset)) {
    throw new InvalidSpecificationError('"asset" must be a decimal number in quotes.');
  }
  const form = ROW_FORMS.find((name) => name === rows);
  if (form === undefined) {
    throw new InvalidSpecificationError(`"rows" must be "${ROW_FORMS.join('" or "')}".`);
  }
  const parsed = parseCounters(counters);
  const count = parsed.length;
  return {
    assetId: BigInt(asset),
    version: BigInt(wholeNumber(specification.version ?? 1, "version", 1, 2 ** 32 - 1)),
    code: rootMember(specification, "code"),
    rows: form,
    parameters: Buffer.from(parameters === undefined ? "" : canonicalJson(parameters)),
    counters: parsed.map(({ name }) => name),
    bounds: {
      most: parsed.map(({ most }) => most),
      countersPerRow: wholeNumber(countersPerRow ?? count, "countersPerRow", 1, count),
    },
    noise: parseNoise(noise),
  };
}

function parseCounters(value: Json | undefined): { name: string; most: bigint }[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_COUNTERS) {
    throw new InvalidSpecificationError(`"counters" must be a list of 1 to ${MAX_COUNTERS}.`);
  }
  const counters = (value as readonly Json[]).map((counter) => {
    const fields = objectOf(counter, "counters");
    allowMembers(fields, ["name", "most"]);
    const { name, most } = fields;
    if (typeof name !== "string" || !NAME.test(name)) {
      throw new InvalidSpecificationError('"name" of a counter must be 1 to 100 letters of ASCII.');
    }
    return { name, most: BigInt(wholeNumber(most, "most", 1, MOST_A_ROW)) };
  });
  if (new Set(counters.map(({ name }) => name)).size < counters.length) {
    throw new InvalidSpecificationError("Two counters have the same name.");
  }
  return counters;
}

function parseNoise(value: Json | undefined): Noise {
  const { kind, ...rest } = objectOf(value, "noise");
  if (kind === "none") {
    allowMembers(rest, []);
    return { kind };
  }
  if (kind !== "laplace") {
    throw new InvalidSpecificationError('"kind" of the noise must be "laplace" or "none".');
  }
  allowMembers(rest, ["epsilon"]);
  // At least two, since it may have to be divided.
  return { kind, epsilon: BigInt(wholeNumber(rest.epsilon, "epsilon", 2, MOST_EPSILON)) };
}

function objectOf(value: Json | undefined, name: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidSpecificationError(`"${name}" must hold objects.`);
  }
  return value as JsonObject; // arrays are ruled out by the line above
}

function wholeNumber(value: unknown, name: string, least: number, most: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
    throw new InvalidSpecificationError(
      `"${name}" must be a whole number from ${least} to ${most}.`,
    );
  }
  return value;
}
