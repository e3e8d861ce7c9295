import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type PassJobRevenueParameters = {
  /** The asset that was used; 0n is the protocol. */
  assetId: bigint;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};

/** The unsigned transaction of {@link passJobRevenue}. */
export function preparePassJobRevenue(
  clients: Clients,
  { assetId, token = clients.addresses.token }: PassJobRevenueParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const args = [assetId, parseAddress(token, "token")] as const;
  return prepare(clients, "jobs", jobs.encodeFunctionData("passRevenue", [...args]));
}

/** Passes what an asset earned by jobs on to the ledger. Anyone may. */
export async function passJobRevenue(
  clients: Clients,
  parameters: PassJobRevenueParameters,
): Promise<Written> {
  return written(await send(clients, preparePassJobRevenue(clients, parameters)));
}
