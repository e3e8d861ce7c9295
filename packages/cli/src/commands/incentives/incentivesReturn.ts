import type { Cli } from "../../cli.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const incentivesReturn = (cli: Cli) =>
  createCommand({
    name: "return",
    does: "Send what an epoch that is over did not spend to the treasury. Anyone may.",
    examples: ["incentives return 3"],
  })
    .argument("<epoch>", "number of the epoch", parseInteger)
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (epoch, { token, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { address } = await tokens.find(token);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareReturnBudget({ epoch, token: address }),
        send: () => sahara.returnBudget({ epoch, token: address }),
        tell: async ({ amount }) => [["Returned", await tokens.format(amount, address)]],
      });
    });
