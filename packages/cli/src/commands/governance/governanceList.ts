import { formatAmount, PROPOSAL_STATES } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseName } from "../../parse/names.ts";
import { createCommand } from "../shared/createCommand.ts";
import { titleOf } from "./proposalFields.ts";

export const governanceList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List the proposals that were ever made, and how they stand.",
    examples: ["governance list", "governance list --state active"],
  })
    .option("--state <state>", "only in this state", (text) => parseName(PROPOSAL_STATES, text))
    .option("--proposer <account>", "only by this account")
    .action(async ({ state, proposer }) => {
      const { sahara } = await cli.connect();
      const proposals = await sahara.findProposals({ state, proposer });
      const rows = proposals.map((proposal) => [
        `${proposal.proposalId}`,
        proposal.state,
        formatAmount(proposal.votes.for, 18),
        formatAmount(proposal.votes.against, 18),
        formatTime(proposal.voteEnd),
        titleOf(proposal),
      ]);
      cli.answer({
        json: proposals,
        text: table(["proposal", "state", "for>", "against>", "votes until", "title"], rows),
      });
    });
