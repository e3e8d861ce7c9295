import { toBeHex } from "ethers";

import { getLogs } from "../chain/getLogs.ts";
import type { Clients } from "../clients.ts";
import { nameAt, RELATIONS } from "../values/names.ts";
import { type Expand, type ProvenanceLink, type Relative, traverse } from "./traverse.ts";

export type GetDescendantsParameters = {
  assetId: bigint;
  /** How far to go; 1 is the children alone. Defaults to everything. */
  maxDepth?: number | undefined;
};

/** Ids in one filter; nodes limit how many topics they take. */
const IDS_PER_QUERY = 100;

/**
 * Everything that was made from an asset, nearest first, found from events.
 *
 * @throws {ContractRevertError} `AssetRegistry_UnknownAsset` when there is no such asset.
 */
export async function getDescendants(
  clients: Clients,
  { assetId, maxDepth }: GetDescendantsParameters,
): Promise<Relative[]> {
  await clients.contracts.registry.kindOf(assetId);
  const expand = expandChildren(clients);
  return await traverse({ start: assetId, towards: "child", expand, maxDepth });
}

/** Finds the children of some assets. */
export function expandChildren(clients: Clients): Expand {
  return async (assetIds) => {
    const links: ProvenanceLink[] = [];
    for (let start = 0; start < assetIds.length; start += IDS_PER_QUERY) {
      links.push(...(await findChildren(clients, assetIds.slice(start, start + IDS_PER_QUERY))));
    }
    return links;
  };
}

async function findChildren(
  clients: Clients,
  parents: readonly bigint[],
): Promise<ProvenanceLink[]> {
  const { interface: registry } = clients.contracts.registry;
  const { topicHash } = registry.getEvent("ParentLinked");
  const topics = [topicHash, null, parents.map((id) => toBeHex(id, 32))];
  const logs = await getLogs(clients, { address: clients.addresses.registry, topics });
  return logs.map(({ data, topics }) => {
    const [child, parent, { relation, license }] = registry.decodeEventLog(
      "ParentLinked",
      data,
      topics,
    ) as unknown as [bigint, bigint, { relation: bigint; license: bigint }];
    return { child, parent, relation: nameAt(RELATIONS, relation), license };
  });
}
