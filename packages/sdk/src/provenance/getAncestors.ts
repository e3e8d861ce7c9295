import { getParents } from "../assets/getAsset.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { type Expand, type Relative, traverse } from "./traverse.ts";

export type GetAncestorsParameters = {
  assetId: bigint;
  /** How far to go; 1 is the parents alone. Defaults to the roots. */
  maxDepth?: number | undefined;
};

/**
 * Everything an asset was made from, nearest first.
 *
 * @throws {ContractRevertError} `AssetRegistry_UnknownAsset` when there is no such asset.
 */
export async function getAncestors(
  clients: Clients,
  { assetId, maxDepth }: GetAncestorsParameters,
): Promise<Relative[]> {
  const expand = expandParents(clients);
  return await traverse({ start: assetId, towards: "parent", expand, maxDepth });
}

/** Reads the parents of some assets. */
export function expandParents(clients: Pick<Clients, "contracts">): Expand {
  return async (assetIds) => {
    const links = await mapLimited(assetIds, async (child) => {
      const parents = await getParents(clients, child);
      return parents.map(({ asset, ...rest }) => ({ child, parent: asset, ...rest }));
    });
    return links.flat();
  };
}
