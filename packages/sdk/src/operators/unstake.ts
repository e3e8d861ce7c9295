import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type UnstakeParameters = { to: Address };

/** The unsigned transaction of {@link unstake}. */
export function prepareUnstake(clients: Clients, { to }: UnstakeParameters): PreparedTransaction {
  const { interface: operators } = clients.contracts.operators;
  const data = operators.encodeFunctionData("withdrawStake", [parseAddress(to, "receiver")]);
  return prepare(clients, "operators", data);
}

/** Pays stake that has thawed and is not locked; {@link requestUnstake} comes first. */
export async function unstake(clients: Clients, parameters: UnstakeParameters): Promise<Written> {
  return written(await send(clients, prepareUnstake(clients, parameters)));
}
