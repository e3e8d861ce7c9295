import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import type { ClaimChoice } from "./choosePath.ts";
import type { ClaimGraph } from "./claimGraph.ts";

/** Most gas that settling one asset takes: for itself, and for each parent whose stream is new. */
const SETTLE_GAS = 30_000n;
const ROYALTY_GAS = 55_000n;
/** Most gas that claiming one more asset takes. */
const TARGET_GAS = 60_000n;
/** Most gas that the settlements in one transaction may take, well below the cap of a transaction (EIP-7825). */
const BATCH_GAS = 12_000_000n;

/** Cuts a path into pieces that each fit a transaction, in order. The last goes with the claim. */
export function splitPath(
  path: readonly bigint[],
  royaltiesOf: (assetId: bigint) => number,
): bigint[][] {
  const batches: bigint[][] = [[]];
  let gas = 0n;
  for (const assetId of path) {
    gas += settleGas(royaltiesOf(assetId));
    if (gas > BATCH_GAS) {
      batches.push([]);
      gas = settleGas(royaltiesOf(assetId));
    }
    batches.at(-1)?.push(assetId);
  }
  return batches;
}

const settleGas = (royalties: number): bigint => SETTLE_GAS + ROYALTY_GAS * BigInt(royalties);

/** A bound on the gas that a cut can save. */
export function mostGasBetween(graph: ClaimGraph, whole: ClaimChoice, cut: ClaimChoice): bigint {
  const kept = new Set(cut.path);
  const dropped = whole.path.filter((id) => !kept.has(id));
  const targets = whole.targets.length - cut.targets.length;
  return dropped.reduce(
    (sum, id) => sum + settleGas(graph.nodes.get(id)?.royalties.length ?? 0),
    TARGET_GAS * BigInt(targets),
  );
}

/** Gas of a whole claim as the node estimates it; of several transactions, all together. */
export async function estimateClaim(
  clients: Clients,
  graph: ClaimGraph,
  { targets, path }: ClaimChoice,
  token: Address,
  holder: Address,
): Promise<bigint> {
  if (targets.length === 0) return 0n;
  const from = await clients.signer?.getAddress();
  const batches = splitPath(path, (id) => graph.nodes.get(id)?.royalties.length ?? 0);
  const assetIds = targets.map(({ assetId }) => assetId);
  const claims = prepareClaims(clients, { assetIds, token, holder, batches });
  let gas = 0n;
  for (const { to, data } of claims) {
    gas += await clients.provider.estimateGas({
      to,
      data,
      ...(from === undefined ? {} : { from }),
    });
  }
  return gas;
}

export type ClaimCalls = {
  assetIds: readonly bigint[];
  token: Address;
  holder: Address;
  batches: readonly (readonly bigint[])[];
};

/** The transactions of a claim, to be sent in this order: settlements that do not fit in, then the claim. */
export function prepareClaims(
  clients: Clients,
  { assetIds, token, holder, batches }: ClaimCalls,
): PreparedTransaction[] {
  const { interface: ledger } = clients.contracts.ledger;
  const last = [...(batches.at(-1) ?? [])];
  const [only, ...others] = assetIds;
  const claim =
    only !== undefined && others.length === 0
      ? ledger.encodeFunctionData("claim", [only, token, holder, last])
      : ledger.encodeFunctionData("claimMany", [[...assetIds], token, holder, last]);
  const settlements = batches
    .slice(0, -1)
    .map((batch) => ledger.encodeFunctionData("settleMany", [[...batch], token]));
  return [...settlements, claim].map((data) => prepare(clients, "ledger", data));
}
