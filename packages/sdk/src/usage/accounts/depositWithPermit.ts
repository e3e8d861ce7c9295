import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { signPermit } from "../../revenue/signPermit.ts";
import { parseUint } from "../../values/parseUint.ts";
import type { DepositResult } from "./deposit.ts";
import { accountIdOf, type AccountTermsParameters, toAccountTerms } from "./payerAccount.ts";

export type DepositWithPermitParameters = AccountTermsParameters & {
  /** Base units of a token with ERC-2612, such as SAHARA. */
  amount: bigint;
  /** Unix time until which it can be sent. Defaults to an hour from now. */
  deadline?: bigint | undefined;
};

/** The unsigned transaction of {@link depositWithPermit}, whose permit the signer signs here and now. */
export async function prepareDepositWithPermit(
  clients: Clients,
  { amount, deadline: given, ...parameters }: DepositWithPermitParameters,
): Promise<PreparedTransaction> {
  const terms = await toAccountTerms(clients, parameters);
  const { value, deadline, v, r, s } = await signPermit(clients, {
    ...{ token: terms.token, spender: clients.addresses.meter },
    ...{ value: parseUint(amount, 96, "amount"), deadline: given },
  });

  const { interface: meter } = clients.contracts.meter;
  const args = [terms, value, deadline, v, r, s] as const;
  return prepare(clients, "meter", meter.encodeFunctionData("depositWithPermit", [...args]));
}

/** Deposits like `deposit`, in one transaction: a signature takes the place of the approval. */
export async function depositWithPermit(
  clients: Clients,
  parameters: DepositWithPermitParameters,
): Promise<DepositResult> {
  const receipt = await send(clients, await prepareDepositWithPermit(clients, parameters));
  const terms = await toAccountTerms(clients, parameters);
  return { ...written(receipt), accountId: accountIdOf(clients, terms), terms };
}
