import type { ApprovalMode } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";
import { prepareBond } from "./attributionReport.ts";

export type ChallengeAttributionReportParameters = {
  reportId: string;
  /** The root of the weights that the method comes to. */
  weightsRoot: string;
  /** What to approve if the allowance for the bond is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link challengeAttributionReport}, and the approval that it may need before. */
export async function prepareChallengeAttributionReport(
  clients: Clients,
  { reportId, weightsRoot, approve }: ChallengeAttributionReportParameters,
): Promise<PreparedTransaction> {
  const { interface: reports } = clients.contracts.attributionReports;
  const args = [parseRoot(reportId, "report id"), parseRoot(weightsRoot, "weights root")] as const;
  const data = reports.encodeFunctionData("challenge", [...args]);
  const before = await prepareBond(clients, approve);
  return prepare(clients, "attributionReports", data, { before });
}

/**
 * Says that a report's method comes to other weights, with an equal bond.
 *
 * @throws {InsufficientFundsError} When the signer has less than the bond.
 */
export async function challengeAttributionReport(
  clients: Clients,
  parameters: ChallengeAttributionReportParameters,
): Promise<Written> {
  return written(await send(clients, await prepareChallengeAttributionReport(clients, parameters)));
}
