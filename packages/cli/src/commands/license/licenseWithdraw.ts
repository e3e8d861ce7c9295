import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const licenseWithdraw = (cli: Cli) =>
  createCommand({
    name: "withdraw",
    does: "Stop offering terms. Licences already sold stand.",
    examples: ["license withdraw 1 0x5f16…e3a2"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<terms>", "id of the terms")
    .option(...DRY_RUN)
    .action(async (assetId, termsId, { dryRun }) => {
      const { sahara } = await cli.connect();
      const parameters = { assetId, termsId };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareWithdrawOffer(parameters),
        send: () => sahara.withdrawOffer(parameters),
        tell: () => [["Withdrawn", termsId]],
      });
    });
