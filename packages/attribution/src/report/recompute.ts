import type { ContributorTree } from "@sahara/sdk";
import type { AttributionMethod } from "./AttributionMethod.ts";
import type { AttributionReport } from "./AttributionReport.ts";
import { createReport } from "./createReport.ts";

export type RecomputeParameters = {
  report: AttributionReport;
  /** The methods that are known here. */
  methods: readonly AttributionMethod[];
  /** Folder with the data that the report is about. */
  folder: string;
};

/** The first figure in which a report and its recomputation part. */
export type Difference = { path: string; reported: string; recomputed: string };

/** The outcome of {@link recompute}. */
export type Recomputation =
  | { equal: true; tree: ContributorTree }
  | { equal: false; difference: Difference; tree: ContributorTree };

/** Thrown when a report names a method that is not known here. */
export class UnknownMethodError extends Error {
  override readonly name = "UnknownMethodError";
  readonly method: string;

  constructor(method: string, known: readonly string[]) {
    super(`The method "${method}" is not known here. Known are: ${known.join(", ")}.`);
    this.method = method;
  }
}

/**
 * What is compared, in this order: what went in, then what came out, each before what follows from
 * it. The code comes last, because another code that comes to the same figures proves nobody wrong.
 */
const COMPARED = [
  ["data.root", ({ data }) => data.root],
  ["data.tests", ({ data }) => data.tests],
  ["data.copies", ({ data }) => data.copies],
  ["utility", ({ utility }) => utility],
  ["weights.contributors", ({ weights }) => weights.contributors],
  ["weights.units", ({ weights }) => weights.units],
  ["weights.root", ({ weights }) => weights.root],
  ["method.code", ({ method }) => method.code],
] as const satisfies readonly [string, (report: AttributionReport) => string | number][];

/**
 * Does all of a report's work again, and says whether it comes to the same.
 *
 * @throws {UnknownMethodError} When the report's method is none of `methods`.
 * @throws {MethodParameterError} When a parameter is none of the method's.
 * @throws {MethodDataError} When the data cannot be read.
 */
export async function recompute({
  report,
  methods,
  folder,
}: RecomputeParameters): Promise<Recomputation> {
  const method = methods.find(({ name }) => name === report.method.name);
  if (method === undefined) {
    const known = methods.map(({ name }) => name);
    throw new UnknownMethodError(report.method.name, known);
  }

  const { id, version } = report.asset;
  const asset = { id: BigInt(id), version };
  const again = await createReport({ asset, method, parameters: report.parameters, folder });
  for (const [path, read] of COMPARED) {
    const [reported, recomputed] = [String(read(report)), String(read(again.report))];
    if (reported !== recomputed) {
      return { equal: false, difference: { path, reported, recomputed }, tree: again.tree };
    }
  }
  return { equal: true, tree: again.tree };
}
