import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const licenseRevoke = (cli: Cli) =>
  createCommand({
    name: "revoke",
    does: "End a licence of an asset that you own, without refund, if its terms allow that.",
    examples: ["license revoke 4294967297"],
  })
    .argument("<licence>", "id of the licence", parseId)
    .option(...DRY_RUN)
    .action(async (licenseId, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRevokeLicense({ licenseId }),
        send: () => sahara.revokeLicense({ licenseId }),
        tell: () => [["Revoked", `${licenseId}`]],
      });
    });
