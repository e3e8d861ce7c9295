import type { PreparedTransaction } from "../chain/prepare.ts";
import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

/** What the chain sees of a report on what contributors are worth. */
export type AttributionReport = {
  assetId: bigint;
  version: bigint;
  methodHash: string;
  dataRoot: string;
  testRoot: string;
  /** Merkle contributor root of the weights. */
  weightsRoot: string;
  /** Times 1e18. */
  utility: bigint;
  reportRoot: string;
};

/** The phases of a report; the position is the number on chain. */
export const REPORT_STATUSES = ["NONE", "POSTED", "CHALLENGED", "FINAL", "VOID", "LAPSED"] as const;

export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** The struct of the contract. */
export function toReport(report: AttributionReport): AttributionReport {
  return {
    ...report,
    methodHash: parseRoot(report.methodHash, "method hash"),
    dataRoot: parseRoot(report.dataRoot, "data root"),
    testRoot: parseRoot(report.testRoot, "test root"),
    weightsRoot: parseRoot(report.weightsRoot, "weights root"),
    reportRoot: parseRoot(report.reportRoot, "report root"),
  };
}

/** The approval that a bond may need before. */
export async function prepareBond(
  clients: Clients,
  approve: ApprovalMode | undefined,
): Promise<PreparedTransaction[]> {
  const { token, attributionReports: spender } = clients.addresses;
  const amount = await clients.contracts.attributionReports.bond();
  return await prepareSpending(clients, { token, spender, amount, approve });
}
