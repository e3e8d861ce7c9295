import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseUint } from "../../values/parseUint.ts";
import type { AccountTerms } from "../../usage/structs.ts";

export type RequestWithdrawalParameters = {
  terms: AccountTerms;
  /** Base units in all; more than before restarts the delay, 0n cancels. */
  amount: bigint;
};

/** The unsigned transaction of {@link requestWithdrawal}. */
export function prepareRequestWithdrawal(
  clients: Clients,
  { terms, amount }: RequestWithdrawalParameters,
): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("requestWithdrawal", [
    terms,
    parseUint(amount, 96, "amount"),
  ]);
  return prepare(clients, "meter", data);
}

/** Says how much is to leave an account. Its operator can redeem until then. */
export async function requestWithdrawal(
  clients: Clients,
  parameters: RequestWithdrawalParameters,
): Promise<Written> {
  return written(await send(clients, prepareRequestWithdrawal(clients, parameters)));
}
