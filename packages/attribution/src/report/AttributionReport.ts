import { canonicalJson, type Digest, type JsonValue } from "@sahara/storage";
import type { MethodParameters } from "./AttributionMethod.ts";

export const REPORT_FORMAT = "sahara-attribution-report";
export const REPORT_VERSION = 1;

/** Everything that it takes to come to the same weights, and the weights. */
export type AttributionReport = {
  format: typeof REPORT_FORMAT;
  version: typeof REPORT_VERSION;
  asset: { id: string; version: number };
  method: { name: string; code: Digest };
  parameters: MethodParameters;
  data: { root: Digest; tests: Digest; copies: number };
  /** Times 1e18. */
  utility: string;
  /** The Merkle contributor root, and what is under it. */
  weights: { root: Digest; units: string; contributors: number };
};

/** Thrown when a text is no report. */
export class ReportFormatError extends Error {
  override readonly name = "ReportFormatError";
  /** Where it is not, for example `weights.root`. */
  readonly path: string;

  constructor(path: string, expected: string, options?: ErrorOptions) {
    super(`This is no attribution report: ${path} is not ${expected}.`, options);
    this.path = path;
  }
}

/** A report as canonical JSON: equal reports are equal texts. */
export function serializeReport(report: AttributionReport): string {
  return canonicalJson(report);
}

/**
 * Reads a report.
 *
 * @throws {ReportFormatError} When it is none, or of another version.
 */
export function parseReport(value: unknown): AttributionReport {
  checkShape(value, SHAPE, "report");
  // Every member was just checked.
  return value as AttributionReport;
}

type Check = { expected: string; accepts: (value: unknown) => boolean };
type Shape = { [name: string]: Check | Shape };

const isText = (pattern: RegExp) => (value: unknown) =>
  typeof value === "string" && pattern.test(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;

const digest: Check = { expected: "a digest", accepts: isText(/^0x[0-9a-f]{64}$/) };
const integer: Check = { expected: "a whole number in a text", accepts: isText(/^(0|[1-9]\d*)$/) };
const count: Check = { expected: "a count", accepts: isCount };

const SHAPE: Shape = {
  format: { expected: `"${REPORT_FORMAT}"`, accepts: (value) => value === REPORT_FORMAT },
  version: { expected: String(REPORT_VERSION), accepts: (value) => value === REPORT_VERSION },
  asset: { id: integer, version: count },
  method: { name: { expected: "a name", accepts: isText(/^[\w.-]+$/) }, code: digest },
  parameters: { expected: "an object", accepts: isRecord },
  data: { root: digest, tests: digest, copies: count },
  utility: integer,
  weights: { root: digest, units: integer, contributors: count },
};

const isCheck = (part: Check | Shape): part is Check => typeof part.accepts === "function";

function checkShape(value: unknown, shape: Shape, path: string): void {
  if (!isRecord(value)) throw new ReportFormatError(path, "an object");
  for (const [name, part] of Object.entries(shape)) {
    const [member, memberPath] = [value[name], path === "report" ? name : `${path}.${name}`];
    if (!isCheck(part)) checkShape(member, part, memberPath);
    else if (!part.accepts(member)) throw new ReportFormatError(memberPath, part.expected);
  }
  const stranger = Object.keys(value).find((name) => !Object.hasOwn(shape, name));
  if (stranger !== undefined) throw new ReportFormatError(`${path}.${stranger}`, "known");
}

function isRecord(value: unknown): value is Record<string, JsonValue> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
