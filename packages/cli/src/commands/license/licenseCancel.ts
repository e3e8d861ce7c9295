import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const licenseCancel = (cli: Cli) =>
  createCommand({
    name: "cancel",
    does: "End a licence that you hold, without refund.",
    examples: ["license cancel 4294967297"],
  })
    .argument("<licence>", "id of the licence", parseId)
    .option(...DRY_RUN)
    .action(async (licenseId, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCancelLicense({ licenseId }),
        send: () => sahara.cancelLicense({ licenseId }),
        tell: () => [["Cancelled", `${licenseId}`]],
      });
    });
