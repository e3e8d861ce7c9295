import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const keyRevoke = (cli: Cli) =>
  createCommand({
    name: "revoke",
    does: "End a key: what it signs from now on is not yours. What it signed before still is.",
    examples: ["operator key revoke 0x7099…79C8"],
  })
    .argument("<key>", "address of the key")
    .option(...DRY_RUN)
    .action(async (key, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRevokeOperatorKey({ key }),
        send: () => sahara.revokeOperatorKey({ key }),
        tell: () => [["Key", key]],
      });
    });
