import type { Cli } from "../../cli.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const stakingWithdraw = (cli: Cli) =>
  createCommand({
    name: "withdraw",
    does: "Withdraw stake that has thawed; `staking unstake` comes first.",
    examples: ["staking withdraw 0", "staking withdraw 2 --behind 0x7099…79C8"],
  })
    .argument("<thaw>", "number of the thaw; `staking show` lists them", parseInteger)
    .option("--behind <operator>", "the operator that it was staked behind")
    .option("--to <account>", "who gets it (default: this account)")
    .option(...DRY_RUN)
    .action(async (id, { behind: operator, to: named, dryRun }) => {
      const { sahara, requireAccount } = await cli.connect();
      const to = named ?? (await requireAccount());
      await write(cli, {
        dryRun,
        ...(operator === undefined
          ? {
              prepare: () => sahara.prepareWithdrawPoolStake({ id, to }),
              send: () => sahara.withdrawPoolStake({ id, to }),
            }
          : {
              prepare: () => sahara.prepareWithdrawBacking({ operator, id, to }),
              send: () => sahara.withdrawBacking({ operator, id, to }),
            }),
        tell: () => [["To", to]],
      });
    });
