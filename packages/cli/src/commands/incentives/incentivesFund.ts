import type { Cli } from "../../cli.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const incentivesFund = (cli: Cli) =>
  createCommand({
    name: "fund",
    does: "Add to the budget of an epoch. What the epoch does not spend is the treasury's.",
    examples: ["incentives fund 1000", "incentives fund 1000 --epoch 3"],
  })
    .argument("<amount>", "in whole tokens")
    .option("--epoch <number>", "one of the twelve to come (default: this one)", parseInteger)
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (text, { epoch, token, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const currency = await tokens.find(token);
      const parameters = { amount: readAmount(text, currency), epoch, token: currency.address };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareFundIncentives(parameters),
        send: () => sahara.fundIncentives(parameters),
        tell: async () => [["Paid in", await tokens.format(parameters.amount, currency.address)]],
      });
    });
