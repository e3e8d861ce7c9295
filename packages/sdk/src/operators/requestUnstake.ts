import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";

export type RequestUnstakeParameters = {
  /** Base units of SAHARA in all; more than before restarts the 14 days, 0n cancels. */
  amount: bigint;
};

/** The unsigned transaction of {@link requestUnstake}. */
export function prepareRequestUnstake(
  clients: Clients,
  { amount }: RequestUnstakeParameters,
): PreparedTransaction {
  const { interface: operators } = clients.contracts.operators;
  const data = operators.encodeFunctionData("requestUnstake", [parseUint(amount, 96, "amount")]);
  return prepare(clients, "operators", data);
}

/** Says how much stake is to be withdrawn. It can be slashed until then. */
export async function requestUnstake(
  clients: Clients,
  parameters: RequestUnstakeParameters,
): Promise<Written> {
  return written(await send(clients, prepareRequestUnstake(clients, parameters)));
}
