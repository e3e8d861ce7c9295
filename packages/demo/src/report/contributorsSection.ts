import type { ContributorsCard, CopycatCard, Earner, Story } from "../story.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatGas } from "./formatGas.ts";
import { formatToken } from "./formatToken.ts";
import { cell, fact, number, table } from "./markup.ts";
import { amounts } from "./proofSections.ts";

const TOP = 12;
/** Bars of the histogram, and how many of them make a tenfold. */
const BARS = { count: 32, aTenfold: 10 };
const CHART = { width: 1_060, height: 230, left: 16, base: 180, top: 34 };

/** What each mail earned, and why copies earn nothing. */
export function contributorsSection({ contributors, copycat }: Story): string {
  const { earners, copies, misleading, root, earned, claimed, claimable, rounding } = contributors;
  const paid = earners.filter((earner) => earner.claimed);
  return `<h2>Who earned what, and why</h2>
<p>A mail is worth what it adds to a filter that knows the others: its exact Shapley value among nearest neighbours. The values became units of the data set's revenue, and all ${formatGas(BigInt(earners.length))} contributors went on chain as one Merkle root, <code>${escapeHtml(root)}</code>. Whose account it is follows from the mail's name, so anybody can check that.</p>
<div class="facts">${[
    fact(formatGas(BigInt(earners.length)), "contributors earn"),
    fact(formatGas(BigInt(copies)), "mails say what an earlier one says, and earn nothing"),
    fact(formatGas(BigInt(misleading)), "mislead, and earn nothing"),
    fact(formatToken(earners[0]?.earned ?? 0n), "SAHARA for the best mail"),
    fact(formatToken(middle(earners)), "SAHARA for the mail in the middle"),
    fact(shareOfBest(contributors), "of the revenue to the best tenth"),
  ].join("")}</div>
<figure class="scroll"><figcaption>How many contributors earned how much, in SAHARA, on a logarithmic scale</figcaption>${histogram(earners)}</figure>
<h3>The best of them</h3>
${table(
  ["Mail", "Account", "Units of 100,000,000", "Earned (SAHARA)", ""],
  earners.slice(0, TOP).map((earner) => earnerRow(earner)),
)}
<h3>Every base unit of it</h3>
<p>${paid.length} contributors, the best and others of every rank, claimed before our eyes, each by the proof of its leaf. For every other one the same claim was tried by a call that changes nothing, and would have paid. Together it is what the data set earned; a share that is no whole number of base units is rounded down, and what that leaves, less than one unit a contributor, stays in the ledger.</p>
${amounts({
  "Earned by the data set (SAHARA)": earned,
  [`Claimed by ${paid.length}`]: claimed,
  [`Waiting for ${formatGas(BigInt(earners.length - paid.length))}`]: claimable,
  "Left by rounding": rounding,
})}
${copycatSection(copycat)}`;
}

function earnerRow({ mail, account, units, earned, claimed }: Earner): string[] {
  return [
    `<td><code>${escapeHtml(mail)}</code></td>`,
    `<td><code>${escapeHtml(account)}</code></td>`,
    number(formatGas(units)),
    number(formatToken(earned)),
    claimed ? `<td class="good">claimed</td>` : cell("may claim"),
  ];
}

function copycatSection(copycat: CopycatCard): string {
  const { name, submitted, recognised, units, worthOfOriginals, changed, refused } = copycat;
  return `<h3>Copying a neighbour earns nothing</h3>
<p>${escapeHtml(name)} took the ${submitted} best mails, gave them new headers, changed words here and there, added a line, and brought them as its own. All mails were valued again with these among them: ${recognised} of ${submitted} were recognised as copies of the very mails that they are copies of. The originals are worth ${formatGas(worthOfOriginals)} units; ${escapeHtml(name)} got ${formatGas(units)}, and the units of ${changed} others changed.</p>
${table(
  [`What else ${name} tried`, "What it got"],
  [
    [
      cell("brought disguised copies"),
      `<td class="${units === 0n ? "good" : "bad"}">${units} units</td>`,
    ],
    ...refused.map(({ what, error }) => [
      cell(what),
      `<td class="bad"><code>${escapeHtml(error)}</code></td>`,
    ]),
  ],
)}`;
}

/** Contributors by what they earned: a bar for each tenth of a tenfold. */
function histogram(earners: readonly Earner[]): string {
  const logs = earners.map(({ earned }) => Math.log10(Number(earned) / 1e18));
  const last = Math.ceil(Math.max(...logs) * BARS.aTenfold) / BARS.aTenfold;
  const first = last - BARS.count / BARS.aTenfold;
  const counts = Array.from({ length: BARS.count }, () => 0);
  for (const log of logs) {
    const bar = Math.floor((log - first) * BARS.aTenfold);
    const at = Math.min(BARS.count - 1, Math.max(0, bar));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const step = (CHART.width - 2 * CHART.left) / BARS.count;
  const x = (bar: number) => CHART.left + bar * step;
  const bars = counts.map((count, bar) => {
    const height = (count / most) * (CHART.base - CHART.top);
    const y = CHART.base - height;
    const label =
      count === 0
        ? ""
        : `<text class="label" x="${(x(bar) + step / 2).toFixed(1)}" y="${(y - 5).toFixed(1)}">${count}</text>`;
    return `<rect class="fill" x="${(x(bar) + 1.5).toFixed(1)}" y="${y.toFixed(1)}" width="${(step - 3).toFixed(1)}" height="${height.toFixed(1)}" rx="2"/>${label}`;
  });
  const marks = Array.from({ length: BARS.count + 1 }, (_, bar) => bar)
    .filter((bar) => Number.isInteger(Math.round((first + bar / BARS.aTenfold) * 10) / 10))
    .map((bar) => {
      const exponent = Math.round(first + bar / BARS.aTenfold);
      return `<line class="axis" x1="${x(bar).toFixed(1)}" x2="${x(bar).toFixed(1)}" y1="${CHART.top}" y2="${CHART.base + 6}"/><text class="label" x="${x(bar).toFixed(1)}" y="${CHART.base + 24}">${(10 ** exponent).toLocaleString("en", { maximumFractionDigits: 6 })}</text>`;
    });
  return `<svg class="chart" viewBox="0 0 ${CHART.width} ${CHART.height}" role="img" aria-label="How many contributors earned how much">
${marks.join("")}<line class="axis" x1="${CHART.left}" x2="${CHART.width - CHART.left}" y1="${CHART.base}" y2="${CHART.base}"/>${bars.join("")}
<text class="foot" x="${CHART.left}" y="${CHART.height - 6}">earned less</text><text class="foot end" x="${CHART.width - CHART.left}" y="${CHART.height - 6}">earned more</text></svg>`;
}

const middle = (earners: readonly Earner[]) =>
  earners[Math.floor(earners.length / 2)]?.earned ?? 0n;

function shareOfBest({ earners, units }: ContributorsCard): string {
  const best = earners.slice(0, Math.ceil(earners.length / 10));
  const theirs = best.reduce((sum, earner) => sum + earner.units, 0n);
  return `${((100 * Number(theirs)) / Number(units)).toFixed(1)} %`;
}
