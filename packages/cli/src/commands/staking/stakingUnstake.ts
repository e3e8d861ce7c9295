import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const stakingUnstake = (cli: Cli) =>
  createCommand({
    name: "unstake",
    does: "Give up receipts of the pool, or shares behind an operator. The stake thaws, for 21 days in the pool and 12 behind an operator, and can be slashed until then.",
    examples: ["staking unstake 5000", "staking unstake all --behind 0x7099…79C8"],
  })
    .argument("<receipts>", "how many receipts or shares, or `all`; `staking show` tells")
    .option("--behind <operator>", "the operator that is not to be backed any more")
    .option(...DRY_RUN)
    .action(async (text, { behind: operator, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const sah = await tokens.at(sahara.clients.addresses.token);
      const shares = text === "all" ? await readAll() : readAmount(text, sah);
      await write(cli, {
        dryRun,
        ...(operator === undefined
          ? {
              prepare: () => sahara.prepareThawPoolStake({ receipts: shares }),
              send: () => sahara.thawPoolStake({ receipts: shares }),
            }
          : {
              prepare: () => sahara.prepareThawBacking({ operator, shares }),
              send: () => sahara.thawBacking({ operator, shares }),
            }),
        tell: ({ id, end }) => [
          ["Thaw", String(id)],
          ["Until", formatTime(end)],
          ["Next", `then: staking withdraw ${id}${operator ? ` --behind ${operator}` : ""}`],
        ],
      });

      async function readAll(): Promise<bigint> {
        if (operator !== undefined) return (await sahara.getBacking({ operator })).shares;
        return (await sahara.getStaking()).receipts;
      }
    });
