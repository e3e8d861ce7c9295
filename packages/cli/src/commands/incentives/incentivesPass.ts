import type { Cli } from "../../cli.ts";
import { formatCount } from "../../output/format.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const incentivesPass = (cli: Cli) =>
  createCommand({
    name: "pass",
    does: "Pay the assets' parts of what offers earned in an epoch into the ledger, for contributors and ancestors. Anyone may.",
    examples: ["incentives pass 3 0x5f16…e3a2"],
  })
    .argument("<epoch>", "number of the epoch", parseInteger)
    .argument("<offers...>", "ids of the offers")
    .option(...DRY_RUN)
    .action(async (epoch, offerIds, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePassRewards({ epoch, offerIds }),
        send: () => sahara.passRewards({ epoch, offerIds }),
        tell: () => [["Offers", formatCount(offerIds.length)]],
      });
    });
