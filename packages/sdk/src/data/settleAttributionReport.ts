import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type SettleAttributionReportParameters = { reportId: string };

/** The unsigned transaction of {@link settleAttributionReport}. */
export function prepareSettleAttributionReport(
  clients: Clients,
  { reportId }: SettleAttributionReportParameters,
): PreparedTransaction {
  const { interface: attributionReports } = clients.contracts.attributionReports;
  const data = attributionReports.encodeFunctionData("settle", [parseRoot(reportId, "report id")]);
  return prepare(clients, "attributionReports", data);
}

/** Ends a report whose deadline has passed: unchallenged it is final, undecided it lapses. Anyone may. */
export async function settleAttributionReport(
  clients: Clients,
  parameters: SettleAttributionReportParameters,
): Promise<Written> {
  return written(await send(clients, prepareSettleAttributionReport(clients, parameters)));
}
