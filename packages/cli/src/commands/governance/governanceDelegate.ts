import { formatAmount } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const governanceDelegate = (cli: Cli) =>
  createCommand({
    name: "delegate",
    does: "Let somebody vote with this account's SAHARA, or the account itself. Undelegated tokens vote nowhere.",
    examples: ["governance delegate --account 0", "governance delegate 0x7099…79C8"],
  })
    .argument("[delegate]", "who votes (default: this account)")
    .option(...DRY_RUN)
    .action(async (to, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareDelegateVotes({ to }),
        send: () => sahara.delegateVotes({ to }),
        tell: async () => {
          const { balance, delegate } = await sahara.getVotes();
          return [["Votes", `${formatAmount(balance, 18)} by ${delegate ?? "nobody"}`]];
        },
      });
    });
