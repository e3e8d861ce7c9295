import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { type Address, parseAddress } from "../../values/address.ts";

export type WithdrawRewardParameters = { to: Address };

/** The unsigned transaction of {@link withdrawReward}. */
export function prepareWithdrawReward(
  clients: Clients,
  { to }: WithdrawRewardParameters,
): PreparedTransaction {
  const { interface: operators } = clients.contracts.operators;
  const data = operators.encodeFunctionData("withdrawReward", [parseAddress(to, "receiver")]);
  return prepare(clients, "operators", data);
}

/** Pays the signer its rewards for faults that it proved. */
export async function withdrawReward(
  clients: Clients,
  parameters: WithdrawRewardParameters,
): Promise<Written> {
  return written(await send(clients, prepareWithdrawReward(clients, parameters)));
}
