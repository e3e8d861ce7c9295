import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { findAccount } from "./findAccount.ts";

export const accountWithdraw = (cli: Cli) =>
  createCommand({
    name: "withdraw",
    does: "Withdraw what has thawed of an account; `account thaw` comes first. Emptying it voids its vouchers.",
    examples: ["account withdraw 0x5f16…e3a2", "account withdraw 0x5f16…e3a2 --to 0x7099…79C8"],
  })
    .argument("<account>", "id of the account")
    .option("--to <account>", "who gets it (default: this account)")
    .option(...DRY_RUN)
    .action(async (accountId, { to: named, dryRun }) => {
      const session = await cli.connect();
      const { sahara, tokens, requireAccount } = session;
      const { terms } = await findAccount(session, accountId);
      const parameters = { terms, to: named ?? (await requireAccount()) };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareWithdraw(parameters),
        send: () => sahara.withdraw(parameters),
        tell: async () => {
          const { balance } = await sahara.getPayerAccount({ accountId });
          return [
            ["To", parameters.to],
            ["Left", await tokens.format(balance, terms.token)],
          ];
        },
      });
    });
