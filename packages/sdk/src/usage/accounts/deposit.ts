import { type ApprovalMode, prepareSpending } from "../../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseUint } from "../../values/parseUint.ts";
import type { AccountTerms } from "../structs.ts";
import { accountIdOf, type AccountTermsParameters, toAccountTerms } from "./payerAccount.ts";

export type DepositParameters = AccountTermsParameters & {
  /** Base units. */
  amount: bigint;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type DepositResult = Written & { accountId: string; terms: AccountTerms };

/** The unsigned transaction of {@link deposit}, and the approval that it may need before. */
export async function prepareDeposit(
  clients: Clients,
  { amount, approve, ...parameters }: DepositParameters,
): Promise<PreparedTransaction> {
  const terms = await toAccountTerms(clients, parameters);
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("deposit", [terms, parseUint(amount, 96, "amount")]);
  const spending = { token: terms.token, spender: clients.addresses.meter, amount, approve };
  return prepare(clients, "meter", data, { before: await prepareSpending(clients, spending) });
}

/**
 * Deposits for calls to one operator; the first deposit opens the account. What is not spent can be withdrawn.
 *
 * @throws {InsufficientFundsError} When the signer has less than the amount.
 * @throws {InsufficientAllowanceError} When the allowance is too small and `approve` is `"never"`.
 */
export async function deposit(
  clients: Clients,
  parameters: DepositParameters,
): Promise<DepositResult> {
  const receipt = await send(clients, await prepareDeposit(clients, parameters));
  const terms = await toAccountTerms(clients, parameters);
  return { ...written(receipt), accountId: accountIdOf(clients, terms), terms };
}
