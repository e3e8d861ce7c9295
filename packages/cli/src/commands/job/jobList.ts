import { JOB_STATES } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseName } from "../../parse/names.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const jobList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List the jobs on the board.",
    examples: ["job list --state open", "job list --client 0x7099…79C8 --asset 1"],
  })
    .option("--state <state>", JOB_STATES.join(", "), (text) => parseName(JOB_STATES, text))
    .option("--client <account>", "only of this client")
    .option("--operator <account>", "only those that this operator has or that are kept for it")
    .option("--asset <asset>", "only those that use this asset", parseId)
    .action(async ({ state, client, operator, asset: assetId }) => {
      const { sahara, tokens } = await cli.connect();
      const jobs = await sahara.findJobs({ state, client, operator, assetId });
      const rows = await Promise.all(
        jobs.map(async ({ jobId, kind, funded, token, deliverBy, ...job }) => [
          `${jobId}`,
          kind,
          job.state,
          await tokens.format(funded, token),
          formatTime(deliverBy),
        ]),
      );
      const columns = ["Job>", "Kind", "State", "Reward>", "Deliver by"];
      cli.answer({ json: jobs, text: table(columns, rows) });
    });
