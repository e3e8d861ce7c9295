import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { type Address, parseAddress } from "../../values/address.ts";
import type { AccountTerms } from "../../usage/structs.ts";

export type CloseSessionParameters = { terms: AccountTerms; key: Address };

/** The unsigned transaction of {@link closeSession}. */
export function prepareCloseSession(
  clients: Clients,
  { terms, key }: CloseSessionParameters,
): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("closeSession", [terms, parseAddress(key, "session key")]);
  return prepare(clients, "meter", data);
}

/** Ends a session after the withdrawal delay, so that what it signed can be collected. */
export async function closeSession(
  clients: Clients,
  parameters: CloseSessionParameters,
): Promise<Written> {
  return written(await send(clients, prepareCloseSession(clients, parameters)));
}
