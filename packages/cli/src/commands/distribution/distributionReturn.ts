import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { requireDistribution } from "./requireDistribution.ts";

export const distributionReturn = (cli: Cli) =>
  createCommand({
    name: "return",
    does: "Return what nobody claimed by the deadline to whoever paid. Anyone may.",
    examples: ["distribution return 3"],
  })
    .argument("<distribution>", "id of the distribution", parseId)
    .option(...DRY_RUN)
    .action(async (id, { dryRun }) => {
      const session = await cli.connect();
      const { sahara, tokens } = session;
      const { token, funder } = await requireDistribution(session, id);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareReturnDistribution({ id }),
        send: () => sahara.returnDistribution({ id }),
        tell: async ({ amount }) => [
          ["Returned", await tokens.format(amount, token)],
          ["To", funder],
        ],
      });
    });
