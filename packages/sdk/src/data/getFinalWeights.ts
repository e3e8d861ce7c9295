import { ZeroHash } from "ethers";

import type { Clients } from "../clients.ts";

export type GetFinalWeightsParameters = { assetId: bigint; version: bigint };

/**
 * The contributor root of the last report on a version that became final; undefined if none did. Pass it as
 * the root of the `contributorTree` when an asset that was made from the version is registered.
 */
export async function getFinalWeights(
  { contracts }: Pick<Clients, "contracts">,
  { assetId, version }: GetFinalWeightsParameters,
): Promise<string | undefined> {
  const root = await contracts.attributionReports.finalRootOf(assetId, version);
  return root === ZeroHash ? undefined : root;
}
