import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const stakingHarvest = (cli: Cli) =>
  createCommand({
    name: "harvest",
    does: "Share the stakers' part of the protocol's fees in a currency over the next 7 days. Anyone may.",
    examples: ["staking harvest", "staking harvest --token native"],
  })
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async ({ token: named, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { address: token, symbol } = await tokens.find(named);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareHarvestRewards({ token }),
        send: () => sahara.harvestRewards({ token }),
        tell: () => [["Shared out", `fees in ${symbol}`]],
      });
    });
