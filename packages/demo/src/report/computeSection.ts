import type { ComputeCard } from "../story.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatGas } from "./formatGas.ts";
import { formatToken } from "./formatToken.ts";
import { cell, fact, number, table } from "./markup.ts";

const MILLION = 1e6;

/** A question about all mails, answered without showing one. */
export function computeSection(compute: ComputeCard): string {
  const { analyst, operator, code, epsilon, before, after, minGroupSize, refused } = compute;
  return `<h2>An analyst asked about the mails, and saw none</h2>
<p>${escapeHtml(analyst)} posted a job: a WebAssembly program that the owner allows by its hash, <code>${escapeHtml(code)}</code>, to be run by ${escapeHtml(operator)}, whom the owner allows too. The program sees one mail at a time, in a sandbox; the node adds up what it counts, cuts what a single mail may add, adds noise, and spends from the privacy budget on chain before the answer leaves. A counter whose noisy count of mails is below ${minGroupSize} is not given out.</p>
<div class="facts">${[
    fact(`${Number(epsilon) / MILLION} ε`, "is what the answer may say about one mail"),
    fact(`${Number(before) / MILLION} ε`, "of the budget left before"),
    fact(`${Number(after) / MILLION} ε`, "left after"),
    fact(`${compute.seconds.toFixed(1)} s`, "from the question to the answer on chain"),
    fact(formatToken(compute.paid), "SAHARA to the data set, for its contributors"),
  ].join("")}</div>
<div class="scroll">${budgetPicture(compute)}</div>
${table(
  ["Counter", "The answer", "Exactly, as the owner knows", "Noise"],
  compute.counters.map(({ name, answer, exact }) => [
    cell(name),
    number(answer === undefined ? "not given out" : formatGas(BigInt(answer))),
    number(formatGas(BigInt(exact))),
    number(answer === undefined ? "" : noise(answer, exact)),
  ]),
)}
<p class="soft">An answer beyond what is left is refused by the chain: <code>${escapeHtml(refused)}</code>. Result <code>${escapeHtml(compute.resultRoot)}</code> of job ${compute.jobId}.</p>`;
}

function noise(answer: string, exact: number): string {
  const difference = Number(answer) - exact;
  const share = exact === 0 ? 0 : (100 * Math.abs(difference)) / exact;
  return `${difference > 0 ? "+" : ""}${difference.toLocaleString("en")} (${share.toFixed(2)} %)`;
}

/** The budget as one bar: what was spent on this answer, and what is left. */
function budgetPicture({ before, after }: ComputeCard): string {
  const width = 1_000;
  const spent = (Number(before - after) / Number(before)) * width;
  const part = (x: number, wide: number, kind: string, name: string, value: bigint) =>
    `<rect class="${kind}" x="${(10 + x).toFixed(1)}" y="14" width="${(wide - 3).toFixed(1)}" height="52" rx="6"/><text class="foot" x="${(20 + x).toFixed(1)}" y="34">${name}</text><text class="value" x="${(20 + x).toFixed(1)}" y="55">${Number(value) / MILLION} ε</text>`;
  return `<svg viewBox="0 0 ${width + 20} 80" role="img" aria-label="The privacy budget">${part(0, spent, "treasury", "spent on this answer", before - after)}${part(spent, width - spent, "kept", "left", after)}</svg>`;
}
