import { UNITS } from "../units/contributors.ts";
import { BPS } from "../values/parseBps.ts";

/** One asset's revenue in the currency of a plan. */
export type RevenueNode = {
  accrued: bigint;
  settled: bigint;
  frozen: boolean;
  royalties: readonly { parent: bigint; bps: bigint }[];
};

/** What the holder of a plan has in one asset. */
export type ClaimTarget = { assetId: bigint; units: bigint; debt: bigint };

/** Everything that a plan is computed from: the assets claimed and all their descendants. */
export type ClaimGraph = {
  nodes: ReadonlyMap<bigint, RevenueNode>;
  targets: readonly ClaimTarget[];
};

/** A royalty that a settlement passes on. */
export type Flow = { child: bigint; parent: bigint; amount: bigint };

/** What settling some assets leads to. */
export type Settlement = { accrued: ReadonlyMap<bigint, bigint>; flows: readonly Flow[] };

/** The royalty on what came in between two states of a stream: a difference of cumulative floors, as in the ledger. */
export const dueOf = (bps: bigint, accrued: bigint, settled: bigint): bigint =>
  (accrued * bps) / BPS - (settled * bps) / BPS;

/** Computes what settling `path` in its order would do. Frozen assets pass nothing on. */
export function settlePath(
  nodes: ReadonlyMap<bigint, RevenueNode>,
  path: readonly bigint[],
): Settlement {
  const accrued = new Map([...nodes].map(([id, node]) => [id, node.accrued]));
  const flows: Flow[] = [];
  for (const child of path) {
    const node = nodes.get(child);
    if (node === undefined || node.frozen) continue;
    for (const { parent, bps } of node.royalties) {
      const amount = dueOf(bps, accrued.get(child) ?? 0n, node.settled);
      if (amount === 0n) continue;
      accrued.set(parent, (accrued.get(parent) ?? 0n) + amount);
      flows.push({ child, parent, amount });
    }
  }
  return { accrued, flows };
}

/** What the holder would be paid for one asset, in base units, rounded down as in the ledger. */
export function owedFor(
  { nodes }: ClaimGraph,
  { assetId, units, debt }: ClaimTarget,
  { accrued }: Settlement,
): bigint {
  const node = nodes.get(assetId);
  if (node === undefined || node.frozen) return 0n;
  return ((accrued.get(assetId) ?? 0n) * units - debt) / UNITS;
}
