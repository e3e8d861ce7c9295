import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { takeDelivery, withDeliveryOptions } from "./deliveryOptions.ts";

export const jobCommit = (cli: Cli) =>
  withDeliveryOptions(
    createCommand({
      name: "commit",
      does: "Commit to a delivery in a race without showing it, so that nobody can copy it.",
      examples: ["job commit 7 --result ./model.bin --report report.json"],
    }),
  )
    .argument("<job>", "id of the job", parseId)
    .option(...DRY_RUN)
    .action(async (jobId, { dryRun, ...options }) => {
      const { sahara } = await cli.connect();
      const { delivery } = await takeDelivery(cli, jobId, options);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCommitDelivery(delivery),
        send: () => sahara.commitDelivery(delivery),
        tell: ({ digest }) => [
          ["Committed", digest],
          ["Next", "in a later block: job deliver, with the same options"],
        ],
      });
    });
