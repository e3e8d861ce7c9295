import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type WithdrawBackingParameters = {
  operator: Address;
  /** Of the signer's thaw behind this operator. */
  id: bigint;
  /** Defaults to the signer. */
  to?: Address | undefined;
};

/** The unsigned transaction of {@link withdrawBacking}. */
export async function prepareWithdrawBacking(
  clients: Clients,
  parameters: WithdrawBackingParameters,
): Promise<PreparedTransaction> {
  const operator = parseAddress(parameters.operator, "operator");
  const id = parseUint(parameters.id, 256, "id");
  const to = parseAddress(await accountOf(clients, parameters.to), "receiver");
  const { interface: operators } = clients.contracts.operators;
  const data = operators.encodeFunctionData("withdrawBacking", [operator, id, to]);
  return prepare(clients, "operators", data);
}

/** Pays out what has thawed; {@link thawBacking} comes first. */
export async function withdrawBacking(
  clients: Clients,
  parameters: WithdrawBackingParameters,
): Promise<Written> {
  return written(await send(clients, await prepareWithdrawBacking(clients, parameters)));
}
