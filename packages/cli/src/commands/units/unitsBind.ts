import type { Cli } from "../../cli.ts";
import { formatUnitCount } from "../../output/format.ts";
import { parseId, parseUnitCount } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const unitsBind = (cli: Cli) =>
  createCommand({
    name: "bind",
    does: "Bind units of yours to whoever owns the asset. What they have earned stays yours.",
    examples: ["units bind 1 2.5%"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<units>", "how many: a number, or a share of the whole revenue", parseUnitCount)
    .option(...DRY_RUN)
    .action(async (assetId, units, { dryRun }) => {
      const { sahara } = await cli.connect();
      const parameters = { assetId, units };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareBindUnits(parameters),
        send: () => sahara.bindUnits(parameters),
        tell: () => [["Bound", `${formatUnitCount(units)} to the owner of asset ${assetId}`]],
      });
    });
