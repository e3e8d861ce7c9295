import { formatAmount, SUPPORTS } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { parseName } from "../../parse/names.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { proposalFields } from "./proposalFields.ts";

export const governanceVote = (cli: Cli) =>
  createCommand({
    name: "vote",
    does: "Vote on a proposal: for, against, abstain, or veto, which is against and more.",
    examples: [
      "governance vote 4711… for --account 0",
      'governance vote 4711… veto --reason "It takes the treasury."',
    ],
  })
    .argument("<proposal>", "id of the proposal", parseInteger)
    .argument("<support>", "for, against, abstain or veto", (text) => parseName(SUPPORTS, text))
    .option("--reason <text>", "why, for everybody to read")
    .option(...DRY_RUN)
    .action(async (proposalId, support, { reason, dryRun }) => {
      const { sahara } = await cli.connect();
      const parameters = { proposalId, support, reason };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCastVote(parameters),
        send: () => sahara.castVote(parameters),
        tell: async ({ weight }) => [
          ["Voted", `${support} with ${formatAmount(weight, 18)}`],
          ...proposalFields(await sahara.getProposal({ proposalId })),
        ],
      });
    });
