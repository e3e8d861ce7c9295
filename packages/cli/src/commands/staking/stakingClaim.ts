import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const stakingClaim = (cli: Cli) =>
  createCommand({
    name: "claim",
    does: "Pay out what this account's receipts have earned in every currency, or what an operator paid it.",
    examples: ["staking claim", "staking claim --behind 0x7099…79C8 --to 0x3C44…93BC"],
  })
    .option("--behind <operator>", "the operator that paid")
    .option("--to <account>", "who gets it (default: this account)")
    .option(...DRY_RUN)
    .action(async ({ behind: operator, to: named, dryRun }) => {
      const { sahara, tokens, requireAccount } = await cli.connect();
      const to = named ?? (await requireAccount());
      if (operator !== undefined) {
        await write(cli, {
          dryRun,
          prepare: () => sahara.prepareClaimBackingRewards({ operator, to }),
          send: () => sahara.claimBackingRewards({ operator, to }),
          tell: () => [["To", to]],
        });
        return;
      }
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareClaimStakingRewards({ to }),
        send: () => sahara.claimStakingRewards({ to }),
        tell: async ({ paid }) => {
          const amounts = paid.map(({ token, amount }) => tokens.format(amount, token));
          return [
            ["Paid out", (await Promise.all(amounts)).join("\n") || "nothing"],
            ["To", to],
          ];
        },
      });
    });
