import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { preparePassRevenue } from "../usage/settlement/passRevenue.ts";
import { parseRoot } from "../values/root.ts";

export type ReportFeesParameters = { offerIds: readonly string[] };

/** The unsigned transaction of {@link reportFees}, and the passing on before it. */
export function prepareReportFees(
  clients: Clients,
  { offerIds }: ReportFeesParameters,
): PreparedTransaction {
  const ids = offerIds.map((offerId) => parseRoot(offerId, "offer id"));
  const { interface: incentives } = clients.contracts.incentives;
  const data = incentives.encodeFunctionData("report", [ids]);
  const before = [preparePassRevenue(clients, { offerIds })];
  return prepare(clients, "incentives", data, { before });
}

/** Passes on what the offers took in, and has their fees count in the epoch that runs. Anyone may. */
export async function reportFees(
  clients: Clients,
  parameters: ReportFeesParameters,
): Promise<Written> {
  return written(await send(clients, prepareReportFees(clients, parameters)));
}
