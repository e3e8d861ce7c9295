import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type DelegateReceiptsParameters = {
  /** Who votes with the signer's receipts. Defaults to the signer. */
  to?: Address | undefined;
};

/** The unsigned transaction of {@link delegateReceipts}. */
export async function prepareDelegateReceipts(
  clients: Clients,
  { to }: DelegateReceiptsParameters = {},
): Promise<PreparedTransaction> {
  const delegatee = parseAddress(await accountOf(clients, to), "delegate");
  const { interface: pool } = clients.contracts.stakingPool;
  return prepare(clients, "stakingPool", pool.encodeFunctionData("delegate", [delegatee]));
}

/** Gives the votes of the signer's staked SAHARA to somebody, or to itself. Unstaked ones: {@link delegateVotes}. */
export async function delegateReceipts(
  clients: Clients,
  parameters: DelegateReceiptsParameters = {},
): Promise<Written> {
  return written(await send(clients, await prepareDelegateReceipts(clients, parameters)));
}
