import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type GetGrantParameters = { assetId: bigint; version: bigint; account: Address };

/** A key that an owner wrapped for an account. */
export type KeyGrant = {
  wrappedKeyHash: string;
  /** Unix time; 0n is without end. */
  expiry: bigint;
  /** Policy under which it was granted. */
  epoch: bigint;
  /** Which of the account's encryption keys it is wrapped to. */
  keyVersion: bigint;
};

/** Reads an account's grant, expired or not; undefined if it has none. */
export async function getGrant(
  { contracts }: Pick<Clients, "contracts">,
  { assetId, version, account }: GetGrantParameters,
): Promise<KeyGrant | undefined> {
  const receiver = parseAddress(account, "account");
  const grant = await contracts.vault.grantOf(assetId, version, receiver);
  const { wrappedKeyHash, expiry, epoch, keyVersion } = grant;
  return epoch === 0n ? undefined : { wrappedKeyHash, expiry, epoch, keyVersion };
}
