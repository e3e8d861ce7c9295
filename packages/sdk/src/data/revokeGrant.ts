import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type RevokeGrantParameters = { assetId: bigint; version: bigint; account: Address };

/** The unsigned transaction of {@link revokeGrant}. */
export function prepareRevokeGrant(
  clients: Clients,
  { assetId, version, account }: RevokeGrantParameters,
): PreparedTransaction {
  const receiver = parseAddress(account, "account");
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("revokeGrant", [assetId, version, receiver]);
  return prepare(clients, "vault", data);
}

/** Ends a grant as the asset's owner. */
export async function revokeGrant(
  clients: Clients,
  parameters: RevokeGrantParameters,
): Promise<Written> {
  return written(await send(clients, prepareRevokeGrant(clients, parameters)));
}
