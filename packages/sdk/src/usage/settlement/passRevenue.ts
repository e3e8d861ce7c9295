import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseRoot } from "../../values/root.ts";

export type PassRevenueParameters = { offerIds: readonly string[] };

/** The unsigned transaction of {@link passRevenue}. */
export function preparePassRevenue(
  clients: Clients,
  { offerIds }: PassRevenueParameters,
): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("passRevenue", [
    offerIds.map((offerId) => parseRoot(offerId, "offer id")),
  ]);
  return prepare(clients, "meter", data);
}

/** Passes the shares of assets and of the protocol on to the ledger. Anyone may. */
export async function passRevenue(
  clients: Clients,
  parameters: PassRevenueParameters,
): Promise<Written> {
  return written(await send(clients, preparePassRevenue(clients, parameters)));
}
