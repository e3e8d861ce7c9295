import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { toBits, type Use, USES } from "../values/names.ts";

export type PermitsParameters = {
  licenseId: bigint;
  assetId: bigint;
  account: Address;
  uses: readonly Use[];
};

/** Whether an account may put an asset to all of `uses` under a licence now, as its holder or in a seat. */
export async function permits(
  { contracts }: Clients,
  { licenseId, assetId, account, uses }: PermitsParameters,
): Promise<boolean> {
  const user = parseAddress(account, "account");
  return await contracts.seats.permits(licenseId, assetId, user, toBits(USES, uses, "use"));
}
