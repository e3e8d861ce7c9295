import type { Clients } from "../clients.ts";
import { nameAt } from "../values/names.ts";
import { parseRoot } from "../values/root.ts";
import { REPORT_STATUSES, type ReportStatus } from "./attributionReport.ts";

export type GetAttributionReportParameters = { reportId: string };

/** A posted report and where it stands. */
export type PostedReport = {
  assetId: bigint;
  version: bigint;
  weightsRoot: string;
  poster: string;
  /** Unix time at which its present phase ends. */
  deadline: bigint;
  status: ReportStatus;
  /** Missing before a challenge. */
  challenge: { challenger: string; weightsRoot: string } | undefined;
};

/** Reads a posted report; undefined if nobody posted it. */
export async function getAttributionReport(
  { contracts }: Pick<Clients, "contracts">,
  { reportId }: GetAttributionReportParameters,
): Promise<PostedReport | undefined> {
  const id = parseRoot(reportId, "report id");
  const posting = await contracts.attributionReports.postingOf(id);
  const { assetId, version, weightsRoot, poster, deadline, challenger, otherRoot } = posting;
  const status = nameAt(REPORT_STATUSES, posting.status);
  if (status === "NONE") return undefined;
  const challenged = BigInt(challenger) !== 0n;
  const challenge = challenged ? { challenger, weightsRoot: otherRoot } : undefined;
  return { assetId, version, weightsRoot, poster, deadline, status, challenge };
}
