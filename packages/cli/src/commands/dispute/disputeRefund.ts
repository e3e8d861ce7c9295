import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const disputeRefund = (cli: Cli) =>
  createCommand({
    name: "refund",
    does: "Ask for the price of your licence back with --claim, in the 30 days after it was upheld; without it, pay what was asked for after them.",
    examples: ["dispute refund 30064771073 --claim 3", "dispute refund 30064771073"],
  })
    .argument("<license>", "id of the licence", parseId)
    .option("--claim <claim>", "id of the upheld claim", parseId)
    .option(...DRY_RUN)
    .action(async (licenseId, { claim: claimId, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      if (claimId !== undefined) {
        const entry = { licenseId, claimId };
        await write(cli, {
          dryRun,
          prepare: () => sahara.prepareEnterRefund(entry),
          send: () => sahara.enterRefund(entry),
          tell: () => [["Entered", `licence ${licenseId} for claim ${claimId}`]],
        });
        return;
      }
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRefundBuyer({ licenseId }),
        send: () => sahara.refundBuyer({ licenseId }),
        tell: async ({ amount, token, holder }) => [
          ["Refunded", await tokens.format(amount, token)],
          ["To", holder],
        ],
      });
    });
