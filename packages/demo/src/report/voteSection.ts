import { isShared } from "../chapters/decideFee.ts";
import type { VoteCard } from "../story.ts";
import { sum } from "../sum.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatToken } from "./formatToken.ts";
import { cell, fact, number, table } from "./markup.ts";
import { amounts } from "./proofSections.ts";

const DAY_S = 86_400;
const CHART = { width: 1_060, height: 112, left: 16, right: 16, top: 30, bar: 46 };

/** The vote on the first fee: what was decided, by whom, and who earns it. */
export function voteSection(vote: VoteCard): string {
  const { title, proposer, calls, voters, votes, quorum, feeBps, fees, harvested } = vote;
  const { steps, stakers, thaw } = vote;
  return `<h2>Those who hold the token decided on a fee, and those who stake it earn it</h2>
<p>Nobody owns the protocol: what can be changed at all, the timelock alone changes, after a vote. ${escapeHtml(proposer)} proposed <b>${escapeHtml(title)}</b>. Staked SAHARA votes like any other. Before the vote each call was tried on a snapshot of the chain. A fee binds what is offered from then on, so the agent was offered anew before three customers subscribed again.</p>
<div class="facts">${[
    fact(`${percentOf(feeBps.before)} → ${percentOf(feeBps.after)}`, "fee on licences"),
    fact(millions(votes.for), "SAHARA for it"),
    fact(millions(votes.against), "SAHARA against it"),
    fact(formatToken(fees), "SAHARA of fees since"),
    fact(formatToken(sum(stakers.map(({ claimed }) => claimed))), "SAHARA of them to the stakers"),
  ].join("")}</div>
<figure class="scroll"><figcaption>The votes beside the quorum of ${millions(quorum)} SAHARA</figcaption>${votePicture(vote)}</figure>
${table(
  ["What it does", "Tried before"],
  calls.map(({ text, tried }) => [cell(text), cell(tried.toLowerCase())]),
)}
${table(
  ["Voter", "Held (SAHARA)", "Staked (SAHARA)", "Vote", "Weight (SAHARA)"],
  voters.map(({ name, held, staked, support, weight }) => [
    cell(name),
    number(millions(held)),
    number(millions(staked)),
    cell(support === "FOR" ? "for" : "against"),
    number(millions(weight)),
  ]),
)}
${table(
  ["Day", "Who", "What"],
  steps.map(({ at, who, what }) => [
    number(String(Math.floor((at - (steps[0]?.at ?? 0)) / DAY_S))),
    cell(who),
    cell(what),
  ]),
)}
<h3>Who earns it</h3>
<p class="${isShared(vote) ? "good" : "bad"}"><b>${isShared(vote) ? "What the stakers claimed is what was harvested for them, to the base unit that rounding keeps." : "The stakers' part does not divide up."}</b></p>
${amounts({
  "Fees of three licences (SAHARA)": fees,
  "Harvested for stakers": harvested,
  ...Object.fromEntries(stakers.map(({ name, claimed }) => [`Claimed by ${name}`, claimed])),
})}
<p class="soft">It dripped to them over a week, by the second, in proportion to what they stake. Then ${escapeHtml(thaw.who)} called back ${millions(thaw.worth)} SAHARA, which votes and earns no more, and answers for slashes until ${new Date(thaw.until * 1_000).toISOString().slice(0, 10)} on the chain's calendar.</p>`;
}

/** Votes in millions: "250.01 M". */
const millions = (amount: bigint) => `${(Number(amount / 10n ** 18n) / 1e6).toFixed(2)} M`;

const percentOf = (bps: bigint) => `${Number(bps) / 100} %`;

/** One bar of all votes, each voter's part with its name, and a mark where the quorum is. */
function votePicture({ voters, quorum }: VoteCard): string {
  const { width, height, left, right, top, bar } = CHART;
  const cast = sum(voters.map(({ weight }) => weight));
  const scale = (amount: bigint) =>
    (Number(amount) / Number(cast > quorum ? cast : quorum)) * (width - left - right);
  let from = left;
  const parts = voters.map(({ name, weight, support }) => {
    const [x, span] = [from, scale(weight)];
    from += span;
    const kind = support === "FOR" ? "reward" : "kept";
    return `<rect class="${kind}" x="${x.toFixed(1)}" y="${top}" width="${(span - 3).toFixed(1)}" height="${bar}" rx="6"/>
<text class="value" x="${(x + 10).toFixed(1)}" y="${top + 20}">${escapeHtml(name)}</text><text class="foot" x="${(x + 10).toFixed(1)}" y="${top + 38}">${support === "FOR" ? "for" : "against"}, ${millions(weight)}</text>`;
  });
  const mark = (left + scale(quorum)).toFixed(1);
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="The votes beside the quorum">
${parts.join("\n")}
<line class="line" x1="${mark}" x2="${mark}" y1="${top - 12}" y2="${top + bar + 12}"/><text class="foot end" x="${(Number(mark) - 6).toFixed(1)}" y="${top + bar + 26}">quorum, counted of those for it</text></svg>`;
}
