import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const signCancel = (cli: Cli) =>
  createCommand({
    name: "cancel",
    does: "Make the registration that this account signed last unusable.",
    examples: ["sign cancel"],
  })
    .option(...DRY_RUN)
    .action(async ({ dryRun }) => {
      const { sahara, requireAccount } = await cli.connect();
      const account = await requireAccount();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCancelSignedRegistration(),
        send: () => sahara.cancelSignedRegistration(),
        tell: () => [["Cancelled", `the signed registration of ${account}`]],
      });
    });
