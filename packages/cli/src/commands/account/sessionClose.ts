import type { Cli } from "../../cli.ts";
import { formatDuration } from "../../output/format.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { findAccount } from "./findAccount.ts";

export const sessionClose = (cli: Cli) =>
  createCommand({
    name: "close",
    does: "End a session after the account's withdrawal delay, so that what it signed can be collected.",
    examples: ["account session close 0x5f16…e3a2 0x7099…79C8"],
  })
    .argument("<account>", "id of the account")
    .argument("<key>", "address of the key")
    .option(...DRY_RUN)
    .action(async (accountId, key, { dryRun }) => {
      const session = await cli.connect();
      const { sahara } = session;
      const { terms } = await findAccount(session, accountId);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCloseSession({ terms, key }),
        send: () => sahara.closeSession({ terms, key }),
        tell: () => [
          ["Key", key],
          ["Ends in", formatDuration(BigInt(terms.withdrawDelay))],
        ],
      });
    });
