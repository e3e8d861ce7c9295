import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";

export type InboxOfParameters = { assetId: bigint };

/** Where plain transfers to an asset go; the address stands before there is code. */
export async function inboxOf(
  { contracts }: Clients,
  { assetId }: InboxOfParameters,
): Promise<Address> {
  return await contracts.inboxes.inboxOf(assetId);
}
