import type { Cli } from "../../cli.ts";
import { formatUnitCount } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const unitsTransferPosition = (cli: Cli) =>
  createCommand({
    name: "transfer-position",
    does: "Give all units of yours to somebody, with everything they have earned and not been paid.",
    examples: ["units transfer-position 1 0x7099…79C8"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<to>", "who gets them")
    .option(...DRY_RUN)
    .action(async (assetId, to, { dryRun }) => {
      const { sahara, requireAccount } = await cli.connect();
      const units = await sahara.unitsOf({ assetId, holder: await requireAccount() });
      const parameters = { assetId, to };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareTransferPosition(parameters),
        send: () => sahara.transferPosition(parameters),
        tell: () => [["Moved", `${formatUnitCount(units)} to ${to}, with what they earned`]],
      });
    });
