import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";
import { findAccount } from "./findAccount.ts";

export const accountThaw = (cli: Cli) =>
  createCommand({
    name: "thaw",
    does: "Say how much of an account you will withdraw, in all; 0 cancels. Its operator can redeem until then.",
    examples: ["account thaw 0x5f16…e3a2 10", "account thaw 0x5f16…e3a2 0"],
  })
    .argument("<account>", "id of the account")
    .argument("<amount>", "how much in all")
    .option(...DRY_RUN)
    .action(async (accountId, text, { dryRun }) => {
      const session = await cli.connect();
      const { sahara, tokens } = session;
      const { terms } = await findAccount(session, accountId);
      const amount = readAmount(text, await tokens.at(terms.token));
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRequestWithdrawal({ terms, amount }),
        send: () => sahara.requestWithdrawal({ terms, amount }),
        tell: async () => {
          const { thawEnd } = await sahara.getPayerAccount({ accountId });
          return [
            ["Thawing", await tokens.format(amount, terms.token)],
            ["Until", amount === 0n ? undefined : formatTime(thawEnd)],
            ["Next", amount === 0n ? undefined : "then: account withdraw"],
          ];
        },
      });
    });
