import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const operatorWithdraw = (cli: Cli) =>
  createCommand({
    name: "withdraw",
    does: "Withdraw stake that has thawed and is not locked; `operator thaw` comes first.",
    examples: ["operator withdraw", "operator withdraw --to 0x7099…79C8"],
  })
    .option("--to <account>", "who gets it (default: this account)")
    .option(...DRY_RUN)
    .action(async ({ to: named, dryRun }) => {
      const { sahara, requireAccount } = await cli.connect();
      const to = named ?? (await requireAccount());
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareUnstake({ to }),
        send: () => sahara.unstake({ to }),
        tell: () => [["To", to]],
      });
    });
