import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const jobAssign = (cli: Cli) =>
  createCommand({
    name: "assign",
    does: "Give an open job to an operator, as its client.",
    examples: ["job assign 7 0x7099…79C8"],
  })
    .argument("<job>", "id of the job", parseId)
    .argument("<operator>", "who is to do it")
    .option(...DRY_RUN)
    .action(async (jobId, operator, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAssignJob({ jobId, operator }),
        send: () => sahara.assignJob({ jobId, operator }),
        tell: () => [
          ["Job", `${jobId}`],
          ["Operator", operator],
        ],
      });
    });
