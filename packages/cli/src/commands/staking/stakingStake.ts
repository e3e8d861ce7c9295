import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const stakingStake = (cli: Cli) =>
  createCommand({
    name: "stake",
    does: "Stake SAHARA in the pool, or behind an operator. The pool's receipts vote and earn fees. Approves exactly the amount where needed.",
    examples: ["staking stake 5000", "staking stake 5000 --behind 0x7099…79C8 --dry-run"],
  })
    .argument("<amount>", "how much SAHARA, such as 5000")
    .option("--for <account>", "who gets the pool's receipts (default: this account)")
    .option("--behind <operator>", "the operator whose earnings and slashes it shares")
    .option(...DRY_RUN)
    .action(async (text, { for: account, behind: operator, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const sah = await tokens.at(sahara.clients.addresses.token);
      const amount = readAmount(text, sah);
      await write(cli, {
        dryRun,
        ...(operator === undefined
          ? {
              prepare: () => sahara.prepareStakeInPool({ amount, account }),
              send: () => sahara.stakeInPool({ amount, account }),
            }
          : {
              prepare: () => sahara.prepareBackOperator({ operator, amount }),
              send: () => sahara.backOperator({ operator, amount }),
            }),
        tell: async () => [
          ["Staked", await tokens.format(amount, sah.address)],
          ["Behind", operator],
          ["Next", operator === undefined ? "to vote with it: staking delegate" : undefined],
        ],
      });
    });
