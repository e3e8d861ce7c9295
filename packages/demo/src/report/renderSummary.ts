import { gasPerCall } from "../chapters/settleCalls.ts";
import type { Story } from "../story.ts";

/** The demo's result for programs; amounts are base units as decimal strings. */
export function renderSummary(story: Story): string {
  const [model] = story.models;
  const { calls } = story;
  const { paid, claimed, held } = story.conservation;
  const summary = {
    accuracy: model?.accuracy,
    weightsHash: model?.weightsHash,
    assets: story.assets.map(({ id, kind, name, cid }) => ({ id: id.toString(), kind, name, cid })),
    contributors: story.contributors.map(({ name, units, earned }) => ({
      name,
      units: units.toString(),
      earned: earned.toString(),
    })),
    payments: story.income.map(({ asset, what, amount }) => ({
      asset: asset.toString(),
      what,
      amount: amount.toString(),
    })),
    calls: {
      made: calls.made,
      settled: calls.settled.toString(),
      transactions: calls.settlements.length,
      gasPerCall: Number(gasPerCall(calls)),
    },
    receipts: { proved: story.receipts.proved },
    slashed: story.slashing.slashed.toString(),
    meter: Object.fromEntries(
      Object.entries(story.meter).map(([name, amount]) => [name, amount.toString()]),
    ),
    conservation: { paid: paid.toString(), claimed: claimed.toString(), held: held.toString() },
    seconds: story.seconds,
  };
  return `${JSON.stringify(summary, undefined, 2)}\n`;
}
