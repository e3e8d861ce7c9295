import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type BackOperatorParameters = {
  operator: Address;
  /** Base units of SAHARA. */
  amount: bigint;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link backOperator}, and the approval that it may need before. */
export async function prepareBackOperator(
  clients: Clients,
  { approve, ...parameters }: BackOperatorParameters,
): Promise<PreparedTransaction> {
  const amount = parseUint(parameters.amount, 96, "amount");
  const operator = parseAddress(parameters.operator, "operator");
  const { interface: operators } = clients.contracts.operators;
  const { token, operators: spender } = clients.addresses;
  const data = operators.encodeFunctionData("back", [operator, amount]);
  const before = await prepareSpending(clients, { token, spender, amount, approve });
  return prepare(clients, "operators", data, { before });
}

/**
 * Stakes SAHARA of the signer behind an operator. It lets the operator earn more, is slashed with the operator's own
 * stake, and earns what the operator pays its backers.
 *
 * @throws {InsufficientFundsError} When the signer has less than the amount.
 */
export async function backOperator(
  clients: Clients,
  parameters: BackOperatorParameters,
): Promise<Written> {
  return written(await send(clients, await prepareBackOperator(clients, parameters)));
}
