import { formatAmount, type Proposal } from "@sahara/sdk";

import { type Field } from "../../output/fields.ts";
import { formatBps, formatTime } from "../../output/format.ts";

const DECIMALS = 18;

const votes = (amount: bigint) => formatAmount(amount, DECIMALS);

/** The description without the name of its proposer at the end. */
export const titleOf = ({ description }: Pick<Proposal, "description">): string =>
  description.replace(/ #proposer=0x[0-9a-fA-F]{40}$/, "");

/** How a proposal stands, for people. */
export function proposalFields(proposal: Proposal): Field[] {
  const { proposalId, state, proposer, voteStart, voteEnd, executableFrom, needs } = proposal;
  const { against, for: inFavour, abstain, veto } = proposal.votes;
  return [
    ["Proposal", `${proposalId}`],
    ["Title", titleOf(proposal)],
    ["State", state],
    ["Proposer", proposer],
    ["Votes from", formatTime(voteStart)],
    ["Votes until", formatTime(voteEnd)],
    ["For", votes(inFavour)],
    ["Against", `${votes(against)}, of these ${votes(veto)} with veto`],
    ["Abstain", votes(abstain)],
    ["Quorum", needs && votes(needs.quorum)],
    ["Passes at once", needs && `with ${votes(needs.superQuorum)} in favour`],
    ["Veto", needs && `with more than ${formatBps(needs.vetoBps)} of all votes cast`],
    ["Executable", executableFrom === undefined ? undefined : formatTime(executableFrom)],
  ];
}
