import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type StakeParameters = {
  /** Base units of SAHARA. */
  amount: bigint;
  /** Defaults to the signer. */
  operator?: Address | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link stake}, and the approval that it may need before. */
export async function prepareStake(
  clients: Clients,
  { approve, ...parameters }: StakeParameters,
): Promise<PreparedTransaction> {
  const amount = parseUint(parameters.amount, 96, "amount");
  const operator = parseAddress(await accountOf(clients, parameters.operator), "operator");
  const { interface: operators } = clients.contracts.operators;
  const { token, operators: spender } = clients.addresses;
  const data = operators.encodeFunctionData("stake", [operator, amount]);
  const before = await prepareSpending(clients, { token, spender, amount, approve });
  return prepare(clients, "operators", data, { before });
}

/**
 * Stakes SAHARA of the signer for an operator. It is slashed for faults, and locked in proportion to what is earned.
 *
 * @throws {InsufficientFundsError} When the signer has less than the amount.
 */
export async function stake(clients: Clients, parameters: StakeParameters): Promise<Written> {
  return written(await send(clients, await prepareStake(clients, parameters)));
}
