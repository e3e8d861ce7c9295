import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const operatorSet = (cli: Cli) =>
  createCommand({
    name: "set",
    does: "Let an operator run allowed programs on an asset's data, as its owner, or no more. The operator sees the data: choose well.",
    examples: ["data operator set 1 0x7099…79C8", "data operator set 1 0x7099…79C8 --forbid"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<operator>", "account of the operator")
    .option("--forbid", "it may not any more")
    .option(...DRY_RUN)
    .action(async (assetId, operator, { forbid, dryRun }) => {
      const parameters = { assetId, operator, allowed: forbid !== true };
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSetComputeOperator(parameters),
        send: () => sahara.setComputeOperator(parameters),
        tell: () => [
          ["Operator", operator],
          ["May compute", `${parameters.allowed ? "yes" : "no"}, on asset ${assetId}`],
        ],
      });
    });
