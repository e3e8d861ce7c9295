import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { expandChildren } from "../provenance/getDescendants.ts";
import { traverse } from "../provenance/traverse.ts";
import type { Address } from "../values/address.ts";
import type { ClaimGraph, ClaimTarget, RevenueNode } from "./claimGraph.ts";

export type ClaimGraphQuery = {
  token: Address;
  /** As the ledger knows it: the zero address is the assets' owner. */
  holder: Address;
  assetIds: readonly bigint[];
};

/** Reads what a plan is computed from, all of it at one block. */
export async function loadClaimGraph(
  clients: Clients,
  { token, holder, assetIds }: ClaimGraphQuery,
): Promise<ClaimGraph> {
  const blockTag = await clients.provider.getBlockNumber();
  const targets = await mapLimited(assetIds, (id) =>
    loadTarget(clients, id, token, holder, blockTag),
  );
  const holding = targets.filter(({ units, debt }) => units !== 0n || debt < 0n);

  const ids = new Set<bigint>();
  for (const { assetId } of holding) {
    if (ids.has(assetId)) continue;
    ids.add(assetId);
    const expand = expandChildren(clients);
    const descendants = await traverse({ start: assetId, towards: "child", expand });
    for (const { assetId: descendant } of descendants) ids.add(descendant);
  }
  const nodes = await mapLimited([...ids], async (id) => {
    return [id, await loadNode(clients, id, token, blockTag)] as const;
  });
  return { nodes: new Map(nodes), targets: holding };
}

async function loadTarget(
  { contracts: { ledger } }: Clients,
  assetId: bigint,
  token: Address,
  holder: Address,
  blockTag: number,
): Promise<ClaimTarget> {
  const [units, debt] = await Promise.all([
    ledger.unitsOf(assetId, holder, { blockTag }),
    ledger.debtOf(assetId, token, holder, { blockTag }),
  ]);
  return { assetId, units, debt };
}

async function loadNode(
  { contracts: { ledger } }: Clients,
  assetId: bigint,
  token: Address,
  blockTag: number,
): Promise<RevenueNode> {
  const [{ accrued, settled, frozen }, royalties] = await Promise.all([
    ledger.streamOf(assetId, token, { blockTag }),
    ledger.royaltiesOf(assetId, { blockTag }),
  ]);
  return {
    accrued,
    settled,
    frozen,
    royalties: royalties.map(({ parent, bps }) => ({ parent, bps })),
  };
}
