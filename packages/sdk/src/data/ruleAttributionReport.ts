import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type RuleAttributionReportParameters = {
  reportId: string;
  /** Whether the challenger is right; then the report is void. */
  isWrong: boolean;
};

/** The unsigned transaction of {@link ruleAttributionReport}. */
export function prepareRuleAttributionReport(
  clients: Clients,
  { reportId, isWrong }: RuleAttributionReportParameters,
): PreparedTransaction {
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("ruleReport", [
    parseRoot(reportId, "report id"),
    isWrong,
  ]);
  return prepare(clients, "arbitration", data);
}

/** Decides a challenge as the council: half of the loser's bond is the winner's, half the treasury's. */
export async function ruleAttributionReport(
  clients: Clients,
  parameters: RuleAttributionReportParameters,
): Promise<Written> {
  return written(await send(clients, prepareRuleAttributionReport(clients, parameters)));
}
