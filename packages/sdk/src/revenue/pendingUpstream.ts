import type { Clients } from "../clients.ts";
import { type Address, parseCurrency } from "../values/address.ts";

export type PendingUpstreamParameters = {
  assetId: bigint;
  token: Address;
  /** Descendants in strictly descending order of their ids. */
  path: readonly bigint[];
};

/** What an asset would be credited with if `path` were settled now, in base units. */
export async function pendingUpstream(
  { contracts }: Clients,
  { assetId, token, path }: PendingUpstreamParameters,
): Promise<bigint> {
  return await contracts.lens.pendingUpstream(assetId, parseCurrency(token), [...path]);
}
