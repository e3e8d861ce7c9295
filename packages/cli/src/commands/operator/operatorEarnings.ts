import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const operatorEarnings = (cli: Cli) =>
  createCommand({
    name: "earnings",
    does: "Withdraw what your offers earned you. They have to be of one token.",
    examples: ["operator earnings 0x5f16…e3a2", "operator earnings 0x5f16…e3a2 --to 0x7099…79C8"],
  })
    .argument("<offers...>", "ids of the offers")
    .option("--to <account>", "who gets it (default: this account)")
    .option(...DRY_RUN)
    .action(async (offerIds, { to: named, dryRun }) => {
      const { sahara, requireAccount } = await cli.connect();
      const parameters = { offerIds, to: named ?? (await requireAccount()) };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareWithdrawEarnings(parameters),
        send: () => sahara.withdrawEarnings(parameters),
        tell: () => [["To", parameters.to]],
      });
    });
