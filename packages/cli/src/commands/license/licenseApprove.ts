import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const licenseApprove = (cli: Cli) =>
  createCommand({
    name: "approve",
    does: "Agree that an account buys one licence under terms that need approval.",
    examples: [
      "license approve 1 0x5f16…e3a2 0x7099…79C8",
      "license approve 1 0x5f16…e3a2 0x7099…79C8 --no",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<terms>", "id of the terms")
    .argument("<licensee>", "who may buy")
    .option("--no", "take an approval back")
    .option(...DRY_RUN)
    .action(async (assetId, termsId, licensee, { no, dryRun }) => {
      const { sahara } = await cli.connect();
      const parameters = { assetId, termsId, licensee, approved: no !== true };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareApproveLicensee(parameters),
        send: () => sahara.approveLicensee(parameters),
        tell: () => [[parameters.approved ? "Approved" : "Taken back", licensee]],
      });
    });
