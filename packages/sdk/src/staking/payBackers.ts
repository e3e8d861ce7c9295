import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";

export type PayBackersParameters = {
  /** Base units of SAHARA. */
  amount: bigint;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link payBackers}, and the approval that it may need before. */
export async function preparePayBackers(
  clients: Clients,
  { approve, ...parameters }: PayBackersParameters,
): Promise<PreparedTransaction> {
  const amount = parseUint(parameters.amount, 96, "amount");
  const { interface: operators } = clients.contracts.operators;
  const { token, operators: spender } = clients.addresses;
  const data = operators.encodeFunctionData("payBackers", [amount]);
  const before = await prepareSpending(clients, { token, spender, amount, approve });
  return prepare(clients, "operators", data, { before });
}

/** Pays those who back the signer, an operator: it drips to them over the next 7 days. */
export async function payBackers(
  clients: Clients,
  parameters: PayBackersParameters,
): Promise<Written> {
  return written(await send(clients, await preparePayBackers(clients, parameters)));
}
