import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const inboxSweep = (cli: Cli) =>
  createCommand({
    name: "sweep",
    does: "Credit what lies in an asset's inbox. Anyone may.",
    examples: ["inbox sweep 4", "inbox sweep 4 --token native"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (assetId, { token, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const parameters = { assetId, token: (await tokens.find(token)).address };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSweepInbox(parameters),
        send: () => sahara.sweepInbox(parameters),
        tell: async ({ received }) => [
          ["Credited", await tokens.format(received, parameters.token)],
        ],
      });
    });
