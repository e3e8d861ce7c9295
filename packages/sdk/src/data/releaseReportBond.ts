import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type ReleaseReportBondParameters = { account: Address };
export type ReleaseReportBondResult = Written & {
  /** What was paid, in base units of SAHARA. */
  amount: bigint;
};

/** The unsigned transaction of {@link releaseReportBond}. */
export function prepareReleaseReportBond(
  clients: Clients,
  { account }: ReleaseReportBondParameters,
): PreparedTransaction {
  const { interface: reports } = clients.contracts.attributionReports;
  const data = reports.encodeFunctionData("release", [parseAddress(account, "account")]);
  return prepare(clients, "attributionReports", data);
}

/** Pays an account the bonds on reports that are its own. Anyone may. */
export async function releaseReportBond(
  clients: Clients,
  parameters: ReleaseReportBondParameters,
): Promise<ReleaseReportBondResult> {
  const receipt = await send(clients, prepareReleaseReportBond(clients, parameters));
  const released = eventOf(clients, "attributionReports", "CreditReleased", receipt);
  return { ...written(receipt), amount: argument<bigint>(released, "amount") };
}
