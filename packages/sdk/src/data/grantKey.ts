import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";

export type GrantKeyParameters = {
  assetId: bigint;
  version: bigint;
  account: Address;
  /** Hash of the key as it was wrapped to the account's encryption key. */
  wrappedKeyHash: string;
  /** Unix time. Defaults to 0n: without end. */
  expiry?: bigint | undefined;
};

/** The unsigned transaction of {@link grantKey}. */
export function prepareGrantKey(
  clients: Clients,
  { assetId, version, account, wrappedKeyHash, expiry = 0n }: GrantKeyParameters,
): PreparedTransaction {
  const receiver = parseAddress(account, "account");
  const wrapped = parseRoot(wrappedKeyHash, "wrapped key's hash");
  const args = [assetId, version, receiver, wrapped, expiry] as const;
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("grantKey", [...args]);
  return prepare(clients, "vault", data);
}

/** Notes that the asset's owner gave an account a version's key directly, if the policy lets it. */
export async function grantKey(clients: Clients, parameters: GrantKeyParameters): Promise<Written> {
  return written(await send(clients, prepareGrantKey(clients, parameters)));
}
