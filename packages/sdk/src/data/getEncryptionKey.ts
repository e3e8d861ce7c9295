import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type GetEncryptionKeyParameters = { account: Address };

/** A published X25519 public key, and which of the account's it is, from 1. */
export type EncryptionKey = { key: string; keyVersion: bigint };

/** The key that data for an account is wrapped to; undefined if it published none. */
export async function getEncryptionKey(
  { contracts }: Pick<Clients, "contracts">,
  { account }: GetEncryptionKeyParameters,
): Promise<EncryptionKey | undefined> {
  const owner = parseAddress(account, "account");
  const { key, keyVersion } = await contracts.vault.encryptionKeyOf(owner);
  return keyVersion === 0n ? undefined : { key, keyVersion };
}
