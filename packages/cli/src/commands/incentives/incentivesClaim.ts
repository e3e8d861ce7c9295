import type { Cli } from "../../cli.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const incentivesClaim = (cli: Cli) =>
  createCommand({
    name: "claim",
    does: "Take the operator's part of what your offers earned in an epoch that is over. They have to be of one token.",
    examples: ["incentives claim 3 0x5f16…e3a2", "incentives claim 3 0x5f16…e3a2 --to 0x7099…79C8"],
  })
    .argument("<epoch>", "number of the epoch", parseInteger)
    .argument("<offers...>", "ids of the offers")
    .option("--to <account>", "who gets it (default: this account)")
    .option(...DRY_RUN)
    .action(async (epoch, offerIds, { to, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const [first = ""] = offerIds;
      const { token } = (await sahara.getUsageOffer({ offerId: first })).offer;
      const parameters = { epoch, offerIds, to };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareWithdrawRewards(parameters),
        send: () => sahara.withdrawRewards(parameters),
        tell: async ({ amount }) => [["Paid out", await tokens.format(amount, token)]],
      });
    });
