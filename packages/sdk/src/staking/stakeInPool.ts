import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type StakeInPoolParameters = {
  /** Base units of SAHARA. */
  amount: bigint;
  /** Who gets the receipts. Defaults to the signer. */
  account?: Address | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link stakeInPool}, and the approval that it may need before. */
export async function prepareStakeInPool(
  clients: Clients,
  { approve, ...parameters }: StakeInPoolParameters,
): Promise<PreparedTransaction> {
  const amount = parseUint(parameters.amount, 96, "amount");
  const account = parseAddress(await accountOf(clients, parameters.account), "account");
  const { interface: pool } = clients.contracts.stakingPool;
  const { token, stakingPool: spender } = clients.addresses;
  const data = pool.encodeFunctionData("stake", [account, amount]);
  const before = await prepareSpending(clients, { token, spender, amount, approve });
  return prepare(clients, "stakingPool", data, { before });
}

/**
 * Stakes SAHARA of the signer in the pool, for receipts that vote once they are delegated and earn from the protocol's
 * fees.
 *
 * @throws {InsufficientFundsError} When the signer has less than the amount.
 */
export async function stakeInPool(
  clients: Clients,
  parameters: StakeInPoolParameters,
): Promise<Written> {
  return written(await send(clients, await prepareStakeInPool(clients, parameters)));
}
