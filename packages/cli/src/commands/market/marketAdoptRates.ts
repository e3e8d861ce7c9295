import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const marketAdoptRates = (cli: Cli) =>
  createCommand({
    name: "adopt-rates",
    does: "Have sales divided by the fee and royalty that governance has decided.",
    examples: ["market adopt-rates"],
  })
    .option(...DRY_RUN)
    .action(async ({ dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAdoptRates(),
        send: () => sahara.adoptRates(),
        tell: ({ feeBps, royaltyBps }) => [
          ["Fee", `${feeBps} bps`],
          ["Royalty", `${royaltyBps} bps`],
        ],
      });
    });
