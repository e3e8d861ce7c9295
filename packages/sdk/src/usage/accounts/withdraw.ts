import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { type Address, parseAddress } from "../../values/address.ts";
import type { AccountTerms } from "../../usage/structs.ts";

export type WithdrawParameters = { terms: AccountTerms; to: Address };

/** The unsigned transaction of {@link withdraw}. */
export function prepareWithdraw(
  clients: Clients,
  { terms, to }: WithdrawParameters,
): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("withdraw", [terms, parseAddress(to, "receiver")]);
  return prepare(clients, "meter", data);
}

/** Pays what has thawed. An account that is emptied starts a new epoch, and its old vouchers are void. */
export async function withdraw(clients: Clients, parameters: WithdrawParameters): Promise<Written> {
  return written(await send(clients, prepareWithdraw(clients, parameters)));
}
