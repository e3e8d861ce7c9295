import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const subscriptionCancel = (cli: Cli) =>
  createCommand({
    name: "cancel",
    does: "End a subscription, and void what was signed for its licence. The licence runs on to its end.",
    examples: ["subscription cancel 30064771073"],
  })
    .argument("<license>", "id of the licence", parseId)
    .option(...DRY_RUN)
    .action(async (licenseId, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCancelSubscription({ licenseId }),
        send: () => sahara.cancelSubscription({ licenseId }),
        tell: () => [["Licence", `${licenseId} (not renewed any more)`]],
      });
    });
