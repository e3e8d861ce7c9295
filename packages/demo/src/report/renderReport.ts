import { addsUp } from "../chapters/countMeter.ts";
import type { GasRow, ModelCard, Story } from "../story.ts";
import { computeSection } from "./computeSection.ts";
import { contributorsSection } from "./contributorsSection.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatGas } from "./formatGas.ts";
import { formatToken } from "./formatToken.ts";
import { auctionSection, marketProof, theftSection, unitSaleSection } from "./marketSection.ts";
import { cell, fact, number, percent, table } from "./markup.ts";
import { amounts, receiptsSection, slashingSection } from "./proofSections.ts";
import { provenanceGraph } from "./provenanceGraph.ts";
import { STYLE } from "./style.ts";
import { usageSection } from "./usageSection.ts";
import { vaultSection } from "./vaultSection.ts";
import { voteSection } from "./voteSection.ts";

/** The whole report as one HTML page that needs nothing else. */
export function renderReport(story: Story): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sahara: mail that earns</title><style>${STYLE}</style></head><body><main>
${opening(story)}
<h2>Where everything comes from, and where the money goes</h2>
<p class="soft">Customers pay on the right. Each arrow is a share that was fixed when the asset was registered; its width is the share. The contributors on the left, here by the part of the corpus that their mail is in, are three hops away from the payments.</p>
<div class="scroll">${provenanceGraph(story)}</div>
${contributorsSection(story)}
${vaultSection(story.vault)}
${computeSection(story.compute)}
${modelsSection(story)}
${usageSection(story)}
${receiptsSection(story.receipts)}
${slashingSection(story.slashing)}
${unitSaleSection(story.unitSale)}
${auctionSection(story.auction)}
${theftSection(story.theft)}
${voteSection(story.vote)}
${incomeSection(story)}
${claimsSection(story)}
${gasSection(story.gas)}
${proofSection(story)}
</main></body></html>
`;
}

function opening(story: Story): string {
  const { corpus, contributors, models, conservation, calls, receipts } = story;
  const accuracy = models[0] === undefined ? "" : percent(models[0].accuracy);
  const facts: [string, string][] = [
    [corpus.mails.toLocaleString("en"), "real mails, each with a contributor of its own"],
    [
      contributors.earners.length.toLocaleString("en"),
      "contributors paid by what their mail is worth",
    ],
    [accuracy, "of unseen mail sorted rightly"],
    [
      calls.made.toLocaleString("en"),
      `paid calls to two nodes, settled in ${calls.settlements.length} transactions`,
    ],
    [String(receipts.proved), "receipts proved on chain"],
    [formatToken(conservation.paid), "SAHARA paid by customers"],
    [formatToken(conservation.claimed), "SAHARA claimed"],
    [
      `${story.seconds.toFixed(0)} s`,
      `on chain ${story.chain.id}, ${story.chain.transactions} transactions`,
    ],
  ];
  return `<h1>Six thousand people's mail became an agent, and the agent pays them</h1>
<p>Every mail of the SpamAssassin corpus has a contributor of its own, who is paid by what that one mail is worth. The corpus was encrypted and registered as a data set. A spam filter was trained on it, a second one tuned from that, and an agent built on top. Customers paid for licences, and two operators served them some thousand calls, each signed for and paid by voucher. Every payment below reached the data's contributors through the ancestry, and the ledger was replayed from its logs to prove that not one base unit was lost.</p>
<div class="facts">${facts.map(([value, label]) => fact(value, label)).join("")}</div>`;
}

function modelsSection({ models, corpus, sorted }: Story): string {
  const row = (model: ModelCard) => [
    cell(model.name),
    number(percent(model.accuracy)),
    number(percent(model.balancedAccuracy)),
    number(`${model.trainSeconds.toFixed(2)} s`),
    cell(model.note),
    `<td><code>${escapeHtml(model.weightsHash)}</code></td>`,
  ];
  return `<h2>What was trained</h2>
<p>${corpus.duplicates} near-identical mails were set aside, ${corpus.training.toLocaleString("en")} trained on, ${corpus.holdOut.toLocaleString("en")} held out. The weights are 16-bit integers: training again gives the same hash. The agent then sorted ${sorted.made} of the held-out mails, ${percent(sorted.correct / sorted.made)} of them rightly.</p>
${table(["Model", "Accuracy", "Balanced", "Training", "How", "SHA-256 of the weights"], models.map(row))}`;
}

function incomeSection({ income, assets, theft }: Story): string {
  const nameOf = (id: bigint) =>
    id === theft.copy ? "stolen copy" : (assets.find((asset) => asset.id === id)?.name ?? "");
  return `<h2>What came in</h2>
${table(
  ["For", "Asset", "Payer", "SAHARA"],
  income.map(({ what, asset, payer, amount }) => [
    cell(what),
    cell(`#${asset} ${nameOf(asset)}`),
    cell(payer),
    number(formatToken(amount)),
  ]),
)}`;
}

function claimsSection({ claims }: Story): string {
  return `<h2>What was claimed</h2>
<p class="soft">The first to claim settles the hops below for everybody; the others find the money waiting.</p>
${table(
  ["Who", "From asset", "SAHARA", "Hops settled", "Gas"],
  claims.map(({ who, asset, amount, hops, gas }) => [
    cell(who),
    number(`#${asset}`),
    number(formatToken(amount)),
    number(String(hops)),
    number(formatGas(gas)),
  ]),
)}`;
}

function gasSection(gas: GasRow[]): string {
  return `<h2>What it cost, beside the field</h2>
<p class="soft">Whole transactions. Our figures were measured in this run with SAHARA, whose votes add about 4,500 gas to each transfer; the peers' by running their own contracts on a local EVM in November 2026 (see docs/benchmarks.md, also for the cells we lose).</p>
${table(
  ["Step", "Gas here", "Closest peer", "Gas there", ""],
  gas.map(({ step, gas: ours, peer }) => [
    cell(step),
    number(formatGas(ours)),
    cell(peer?.name ?? ""),
    number(peer === undefined ? "" : formatGas(peer.gas)),
    peer === undefined ? cell("") : comparison(ours, peer.gas),
  ]),
)}`;
}

function comparison(ours: bigint, theirs: bigint): string {
  const ratio = Number(theirs) / Number(ours);
  return ratio >= 1
    ? `<td class="n good">${ratio.toFixed(1)} × less</td>`
    : `<td class="n bad">${(1 / ratio).toFixed(1)} × more</td>`;
}

function proofSection({ conservation, chain, assets, meter, market }: Story): string {
  const { paid, claimed, held, mismatches } = conservation;
  const holds = paid === claimed + held && mismatches.length === 0;
  return `<h2>Proof</h2>
<p class="${holds ? "good" : "bad"}"><b>${holds ? "The ledger is solvent to the last base unit." : "The ledger does not add up."}</b></p>
${amounts({ Paid: paid, Claimed: claimed, "Held by the ledger": held })}
<p class="soft">In SAHARA, to the last of its 18 decimals. Every log of the ledger was replayed and every stream, unit and debt compared with the chain${mismatches.length === 0 ? "; nothing differs" : `: ${escapeHtml(mismatches.join("; "))}`}. What is held is what others have not claimed yet. Chain ${chain.id}, ${chain.blocks} blocks.</p>
<p class="${addsUp(meter) ? "good" : "bad"}"><b>${addsUp(meter) ? "So is the meter, where the calls were paid." : "The meter does not add up."}</b></p>
${amounts({
  Deposited: meter.deposited,
  "Unspent, the payers'": meter.unspent,
  "Taken by vouchers": meter.redeemed,
  "of it to the ledger": meter.toLedger,
  "of it to operators": meter.toOperators,
  "Held by the meter": meter.held,
})}
<p class="soft">Deposited is unspent and taken; what the meter holds is all that was not passed on.</p>
${marketProof(market)}
${table(
  ["Asset", "Kind", "Owner", "Content", "Credited (SAHARA)", "Passed to parents"],
  assets.map((asset) => [
    cell(`#${asset.id} ${asset.name}`),
    cell(asset.kind),
    cell(asset.owner),
    `<td><code>${escapeHtml(asset.cid)}</code></td>`,
    number(formatToken(asset.accrued)),
    number(formatToken(asset.passedOn)),
  ]),
)}`;
}
