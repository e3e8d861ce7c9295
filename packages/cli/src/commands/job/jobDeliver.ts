import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { takeDelivery, withDeliveryOptions } from "./deliveryOptions.ts";

export const jobDeliver = (cli: Cli) =>
  withDeliveryOptions(
    createCommand({
      name: "deliver",
      does: "Deliver a job, as its operator. In a race `job commit` with the same options comes first.",
      examples: [
        "job deliver 7 --result ./model.bin --report report.json",
        "job deliver 7 --result-root 0x5f16…e3a2 --report report.json --amount 90",
      ],
    }),
  )
    .argument("<job>", "id of the job", parseId)
    .option(...DRY_RUN)
    .action(async (jobId, { dryRun, ...options }) => {
      const { sahara, tokens } = await cli.connect();
      const { delivery, token } = await takeDelivery(cli, jobId, options);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareDeliverJob(delivery),
        send: () => sahara.deliverJob(delivery),
        tell: async () => [
          ["Result", delivery.resultRoot],
          ["Asks for", await tokens.format(delivery.amount, token)],
        ],
      });
    });
