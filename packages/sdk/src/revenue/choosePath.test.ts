import { expect } from "chai";

import { chooseAll, listCuts } from "./choosePath.ts";
import type { ClaimGraph, RevenueNode } from "./claimGraph.ts";

const UNITS = 100_000_000n;

/** A node that came in with `accrued` and owes `royalties`, in basis points by parent. */
const node = (accrued: bigint, royalties: Record<string, bigint> = {}): RevenueNode => ({
  ...{ accrued, settled: 0n, frozen: false },
  royalties: Object.entries(royalties).map(([parent, bps]) => ({ parent: BigInt(parent), bps })),
});

const graph = (nodes: Record<string, RevenueNode>, units = UNITS): ClaimGraph => ({
  nodes: new Map(Object.entries(nodes).map(([id, each]) => [BigInt(id), each])),
  targets: [{ assetId: 1n, units, debt: 0n }],
});

describe("chooseAll", () => {
  it("default: settles children before parents", () => {
    const chain = graph({
      1: node(0n),
      2: node(0n, { 1: 1_000n }),
      3: node(1_000n, { 2: 5_000n }),
    });

    expect(chooseAll(chain)).to.deep.include({ path: [3n, 2n], expected: 50n });
  });

  it("behavior: leaves out what leads elsewhere", () => {
    const side = graph({
      1: node(7n),
      2: node(0n),
      3: node(1_000n, { 2: 5_000n }),
    });

    expect(chooseAll(side)).to.deep.include({ path: [], expected: 7n });
  });

  it("behavior: leaves out what brings less than a base unit", () => {
    const poor = graph({ 1: node(0n), 2: node(10n, { 1: 1_000n }) }, UNITS / 2n);

    expect(chooseAll(poor)).to.deep.include({ path: [], expected: 0n, targets: [] });
  });

  it("behavior: keeps two settlements that make a base unit only together", () => {
    const pair = graph(
      { 1: node(0n), 2: node(10n, { 1: 1_000n }), 3: node(10n, { 1: 1_000n }) },
      UNITS / 2n,
    );

    expect(chooseAll(pair)).to.deep.include({ path: [3n, 2n], expected: 1n });
  });

  it("behavior: a frozen asset passes nothing on", () => {
    const blocked = graph({
      1: node(0n),
      2: { ...node(500n, { 1: 1_000n }), frozen: true },
      3: node(1_000n, { 2: 5_000n }),
    });

    expect(chooseAll(blocked)).to.deep.include({ path: [], expected: 0n });
  });

  it("behavior: passes on the difference of cumulative floors", () => {
    const settled = { ...node(1_999n, { 1: 5n }), settled: 1_999n - 1n };

    // floor(1,999 * 5 / 10,000) - floor(1,998 * 5 / 10,000) is 0 - 0.
    expect(chooseAll(graph({ 1: node(0n), 2: settled })).expected).to.equal(0n);
    const next = { ...node(2_000n, { 1: 5n }), settled: 1_999n };
    expect(chooseAll(graph({ 1: node(0n), 2: next })).expected).to.equal(1n);
  });
});

describe("listCuts", () => {
  it("default: a cut takes along what led nowhere else", () => {
    const chain = graph({
      1: node(0n),
      2: node(1_000n, { 1: 1_000n }),
      3: node(1_000n, { 2: 5_000n }),
    });

    const cuts = listCuts(chain, chooseAll(chain));

    expect(cuts.map(({ path, expected }) => ({ path, expected }))).to.deep.equal([
      { path: [2n], expected: 100n },
      { path: [], expected: 0n },
      { path: [], expected: 0n },
    ]);
  });
});
