import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const auctionWithdraw = (cli: Cli) =>
  createCommand({
    name: "withdraw",
    does: "Take your credit out of the auction house: bids that were outdone, and proceeds.",
    examples: ["auction withdraw", "auction withdraw --to 0x7099…79C8"],
  })
    .option("--to <address>", "who gets it (default: this account)")
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async ({ to, token: text, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { address: token } = await tokens.find(text);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareWithdrawAuctionCredit({ to, token }),
        send: () => sahara.withdrawAuctionCredit({ to, token }),
        tell: async ({ amount }) => [["Withdrawn", await tokens.format(amount, token)]],
      });
    });
