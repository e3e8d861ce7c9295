import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const subscriptionRenew = (cli: Cli) =>
  createCommand({
    name: "renew",
    does: "Renew somebody's licence by one period with its holder's money, for the tip. Anyone may.",
    examples: ["subscription renew 30064771073"],
  })
    .argument("<license>", "id of the licence", parseId)
    .option(...DRY_RUN)
    .action(async (licenseId, { dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const subscription = await sahara.getSubscription({ licenseId });
      if (subscription?.status !== "READY") {
        throw new NegativeAnswerError(
          `Licence ${licenseId} can't be renewed now: ${subscription?.status ?? "NONE"}.`,
        );
      }
      const { token } = subscription;
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRenewDue({ licenseId }),
        send: () => sahara.renewDue({ licenseId }),
        tell: async ({ expiry, price, tip, periodsLeft }) => [
          ["Licence", `${licenseId}`],
          ["Paid by holder", await tokens.format(price, token)],
          ["Your tip", await tokens.format(tip, token)],
          ["Ends", formatTime(expiry)],
          ["Renewals left", `${periodsLeft}`],
        ],
      });
    });
