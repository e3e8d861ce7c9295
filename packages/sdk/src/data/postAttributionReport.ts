import type { ApprovalMode } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { type AttributionReport, prepareBond, toReport } from "./attributionReport.ts";

export type PostAttributionReportParameters = {
  report: AttributionReport;
  author: Address;
  /** The author's, over the report. */
  signature: string;
  /** What to approve if the allowance for the bond is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type PostAttributionReportResult = Written & {
  /** The digest that the author signed. */
  reportId: string;
  /** Unix time until which it can be challenged. */
  deadline: bigint;
};

/** The unsigned transaction of {@link postAttributionReport}, and the approval that it may need before. */
export async function preparePostAttributionReport(
  clients: Clients,
  { report, author, signature, approve }: PostAttributionReportParameters,
): Promise<PreparedTransaction> {
  const { interface: reports } = clients.contracts.attributionReports;
  const args = [toReport(report), parseAddress(author, "author"), signature] as const;
  const data = reports.encodeFunctionData("post", [...args]);
  const before = await prepareBond(clients, approve);
  return prepare(clients, "attributionReports", data, { before });
}

/**
 * Posts a signed report on an asset as its owner, with a bond. What stands becomes
 * the contributor root of an asset registered later; nothing that exists changes.
 *
 * @throws {InsufficientFundsError} When the signer has less than the bond.
 */
export async function postAttributionReport(
  clients: Clients,
  parameters: PostAttributionReportParameters,
): Promise<PostAttributionReportResult> {
  const receipt = await send(clients, await preparePostAttributionReport(clients, parameters));
  const event = eventOf(clients, "attributionReports", "ReportPosted", receipt);
  return {
    ...written(receipt),
    reportId: argument<string>(event, "reportId"),
    deadline: argument<bigint>(event, "deadline"),
  };
}
