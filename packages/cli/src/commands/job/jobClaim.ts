import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const jobClaim = (cli: Cli) =>
  createCommand({
    name: "claim",
    does: "Withdraw what the board of jobs owes you: rewards, refunds and bonds of jobs that are closed.",
    examples: ["job claim", "job claim --to 0x7099…79C8 --dry-run"],
  })
    .option("--to <account>", "who gets it (default: this account)")
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async ({ to: named, token, dryRun }) => {
      const { sahara, tokens, requireAccount } = await cli.connect();
      const { address } = await tokens.find(token);
      const parameters = { to: named ?? (await requireAccount()), token: address };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareWithdrawJobCredit(parameters),
        send: () => sahara.withdrawJobCredit(parameters),
        tell: async ({ amount }) => [
          ["Paid out", await tokens.format(amount, address)],
          ["To", parameters.to],
        ],
      });
    });
