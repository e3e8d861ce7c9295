import type { Cli } from "../../cli.ts";
import { formatCount } from "../../output/format.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const incentivesReport = (cli: Cli) =>
  createCommand({
    name: "report",
    does: "Pass on what offers took in, and have their fees count in the epoch that runs. Anyone may.",
    examples: ["incentives report 0x5f16…e3a2"],
  })
    .argument("<offers...>", "ids of the offers")
    .option(...DRY_RUN)
    .action(async (offerIds, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareReportFees({ offerIds }),
        send: () => sahara.reportFees({ offerIds }),
        tell: () => [["Offers", formatCount(offerIds.length)]],
      });
    });
