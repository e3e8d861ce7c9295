import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { formatDuration, formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { requireDistribution } from "./requireDistribution.ts";

export const distributionShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show a distribution: who paid, what is left, until when, and how claims vest.",
    examples: ["distribution show 3"],
  })
    .argument("<distribution>", "id of the distribution", parseId)
    .action(async (id) => {
      const session = await cli.connect();
      const distribution = await requireDistribution(session, id);
      const { token, root, funder, left, deadline, vesting } = distribution;
      cli.answer({
        json: distribution,
        text: fields([
          ["Distribution", `${id}`],
          ["Root", root],
          ["Paid by", funder],
          ["Left", await session.tokens.format(left, token)],
          ["Deadline", formatTime(deadline)],
          ["Vests from", vesting && formatTime(vesting.start)],
          ["Vests in", vesting && formatDuration(vesting.duration)],
          ["Cliff", vesting && (vesting.cliff === 0n ? "none" : formatDuration(vesting.cliff))],
          ["Votes", vesting && (vesting.votes ? "yes" : "no")],
        ]),
      });
    });
