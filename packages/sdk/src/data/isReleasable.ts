import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { nameAt } from "../values/names.ts";
import { RELEASE_REFUSALS, type ReleaseRefusal } from "./releasePolicy.ts";

export type IsReleasableParameters = {
  assetId: bigint;
  version: bigint;
  account: Address;
  /** Defaults to 0n: the account is the asset's owner. */
  licenseId?: bigint | undefined;
};
export type Releasability = { releasable: true } | { releasable: false; refusal: ReleaseRefusal };

/** Whether custodians may release a version's key to an account now; if not, why. */
export async function isReleasable(
  { contracts }: Pick<Clients, "contracts">,
  { assetId, version, account, licenseId = 0n }: IsReleasableParameters,
): Promise<Releasability> {
  const requester = parseAddress(account, "account");
  const [, refusal] = await contracts.vault.isReleasable(assetId, version, requester, licenseId);
  const name = nameAt(RELEASE_REFUSALS, refusal);
  return name === "NONE" ? { releasable: true } : { releasable: false, refusal: name };
}
