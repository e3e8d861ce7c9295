import type { Cli } from "../../cli.ts";
import { collectIds } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const settle = (cli: Cli) =>
  createCommand({
    name: "settle",
    does: "Pass the royalties of assets on to their parents, in the given order: children first reaches furthest.",
    examples: ["settle --asset 4 --asset 3 --asset 2"],
  })
    .requiredOption("--asset <asset>", "id of an asset (repeatable)", collectIds)
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async ({ asset, token, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const parameters = { assetIds: asset, token: (await tokens.find(token)).address };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSettle(parameters),
        send: () => sahara.settle(parameters),
        tell: () => [["Settled", asset.join(", ")]],
      });
    });
