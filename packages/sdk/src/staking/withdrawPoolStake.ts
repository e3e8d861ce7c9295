import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type WithdrawPoolStakeParameters = {
  /** Of the signer's thaw. */
  id: bigint;
  /** Defaults to the signer. */
  to?: Address | undefined;
};

/** The unsigned transaction of {@link withdrawPoolStake}. */
export async function prepareWithdrawPoolStake(
  clients: Clients,
  { id, to }: WithdrawPoolStakeParameters,
): Promise<PreparedTransaction> {
  const receiver = parseAddress(await accountOf(clients, to), "receiver");
  const { interface: pool } = clients.contracts.stakingPool;
  const data = pool.encodeFunctionData("withdraw", [parseUint(id, 256, "id"), receiver]);
  return prepare(clients, "stakingPool", data);
}

/** Pays out stake that has thawed; {@link thawPoolStake} comes first. */
export async function withdrawPoolStake(
  clients: Clients,
  parameters: WithdrawPoolStakeParameters,
): Promise<Written> {
  return written(await send(clients, await prepareWithdrawPoolStake(clients, parameters)));
}
