import type { Cli } from "../../cli.ts";
import { formatCount } from "../../output/format.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const licenseConsume = (cli: Cli) =>
  createCommand({
    name: "consume",
    does: "Spend metered uses of a licence that you hold or are approved for.",
    examples: ["license consume 4294967297 25"],
  })
    .argument("<licence>", "id of the licence", parseId)
    .argument("<uses>", "how many", parseInteger)
    .option(...DRY_RUN)
    .action(async (licenseId, amount, { dryRun }) => {
      const { sahara } = await cli.connect();
      const parameters = { licenseId, amount };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareConsumeQuota(parameters),
        send: () => sahara.consumeQuota(parameters),
        tell: ({ left }) => [
          ["Spent", formatCount(amount)],
          ["Quota left", left === undefined ? "without limit" : formatCount(left)],
        ],
      });
    });
