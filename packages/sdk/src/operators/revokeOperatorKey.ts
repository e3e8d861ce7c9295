import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type RevokeOperatorKeyParameters = { key: Address };

/** The unsigned transaction of {@link revokeOperatorKey}. */
export function prepareRevokeOperatorKey(
  clients: Clients,
  { key }: RevokeOperatorKeyParameters,
): PreparedTransaction {
  const { interface: operators } = clients.contracts.operators;
  const data = operators.encodeFunctionData("revokeKey", [parseAddress(key, "operator key")]);
  return prepare(clients, "operators", data);
}

/** What the key signs from now on is not the signer's any more. */
export async function revokeOperatorKey(
  clients: Clients,
  parameters: RevokeOperatorKeyParameters,
): Promise<Written> {
  return written(await send(clients, prepareRevokeOperatorKey(clients, parameters)));
}
