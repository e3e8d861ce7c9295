import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";

export type LogReleaseParameters = {
  assetId: bigint;
  version: bigint;
  /** Who gets the share. */
  account: Address;
  /** Defaults to 0n: the account is the asset's owner. */
  licenseId?: bigint | undefined;
  /** Policy under which it is released. */
  epoch: bigint;
  /** Digest of the signed request. */
  requestHash: string;
};

/** The unsigned transaction of {@link logRelease}. */
export function prepareLogRelease(
  clients: Clients,
  { assetId, version, account, licenseId = 0n, epoch, requestHash }: LogReleaseParameters,
): PreparedTransaction {
  const requester = parseAddress(account, "account");
  const request = parseRoot(requestHash, "request hash");
  const args = [assetId, version, requester, licenseId, epoch, request] as const;
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("logRelease", [...args]);
  return prepare(clients, "vault", data);
}

/** Logs as a custodian that a share is about to be released. Refused unless the key is releasable: log first, release then. */
export async function logRelease(
  clients: Clients,
  parameters: LogReleaseParameters,
): Promise<Written> {
  return written(await send(clients, prepareLogRelease(clients, parameters)));
}
