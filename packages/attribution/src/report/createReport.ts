import { buildContributorTree, type ContributorTree } from "@sahara/sdk";
import type { Digest } from "@sahara/storage";
import type { AttributionMethod, MethodParameters } from "./AttributionMethod.ts";
import { type AttributionReport, REPORT_FORMAT, REPORT_VERSION } from "./AttributionReport.ts";
import { hashSources } from "./hashSources.ts";

export type CreateReportParameters = {
  /** The version of the asset whose revenue is shared out. */
  asset: { id: bigint; version: number };
  method: AttributionMethod;
  parameters: MethodParameters;
  /** Folder with the data, as the method needs them. */
  folder: string;
};

/** A report, and the tree whose root it names: publish both. */
export type CreatedReport = { report: AttributionReport; tree: ContributorTree };

/**
 * Values the data in a folder and writes down how.
 *
 * @throws {MethodParameterError} When a parameter is none of the method's.
 * @throws {MethodDataError} When the data cannot be read.
 */
export async function createReport({
  asset,
  method,
  parameters,
  folder,
}: CreateReportParameters): Promise<CreatedReport> {
  const measured = await method.measure(folder, parameters);
  const tree = buildContributorTree(measured.contributors);

  const report: AttributionReport = {
    format: REPORT_FORMAT,
    version: REPORT_VERSION,
    asset: { id: asset.id.toString(), version: asset.version },
    method: { name: method.name, code: await hashSources(method.sources) },
    parameters,
    data: { root: measured.dataRoot, tests: measured.testRoot, copies: measured.copies },
    utility: measured.utility.toString(),
    weights: {
      // The library's trees name their roots by hex.
      root: tree.root as Digest,
      units: tree.units.toString(),
      contributors: tree.leaves.length,
    },
  };
  return { report, tree };
}
