import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseCurrency } from "../values/address.ts";

export type HarvestRewardsParameters = {
  /** Currency; `NATIVE` is the native coin. */
  token: Address;
};

/** The unsigned transaction of {@link harvestRewards}. */
export function prepareHarvestRewards(
  clients: Clients,
  { token }: HarvestRewardsParameters,
): PreparedTransaction {
  const { interface: rewards } = clients.contracts.stakingRewards;
  const data = rewards.encodeFunctionData("harvest", [parseCurrency(token)]);
  return prepare(clients, "stakingRewards", data);
}

/** Has the stakers' part of the protocol's fees in a currency drip for the next 7 days. Anyone may. */
export async function harvestRewards(
  clients: Clients,
  parameters: HarvestRewardsParameters,
): Promise<Written> {
  return written(await send(clients, prepareHarvestRewards(clients, parameters)));
}
