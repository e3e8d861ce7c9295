import type { Clients } from "../clients.ts";
import { expandParents } from "./getAncestors.ts";

export type GetPathParameters = {
  /** The descendant. */
  from: bigint;
  /** The ancestor. */
  to: bigint;
};

/**
 * The shortest way from an asset to one of its ancestors, both included, or undefined when it is none. Of several, the
 * one through the smallest ids.
 *
 * @throws {ContractRevertError} `AssetRegistry_UnknownAsset` when there is no such asset.
 */
export async function getPath(
  clients: Clients,
  { from, to }: GetPathParameters,
): Promise<bigint[] | undefined> {
  await clients.contracts.registry.kindOf(to);
  const expand = expandParents(clients);
  const cameFrom = new Map<bigint, bigint | undefined>([[from, undefined]]);
  let frontier = [from];
  while (frontier.length > 0 && !cameFrom.has(to)) {
    const fresh: bigint[] = [];
    for (const { child, parent } of await expand(frontier)) {
      // A parent's id is below its child's: what lies below the goal can't lead there.
      if (cameFrom.has(parent) || parent < to) continue;
      cameFrom.set(parent, child);
      fresh.push(parent);
    }
    frontier = fresh;
  }
  return cameFrom.has(to) ? walkBack(cameFrom, to) : undefined;
}

/** From the goal along what led there, turned round. */
function walkBack(cameFrom: Map<bigint, bigint | undefined>, to: bigint): bigint[] {
  const path: bigint[] = [];
  for (let at: bigint | undefined = to; at !== undefined; at = cameFrom.get(at)) path.unshift(at);
  return path;
}
