import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { parseDuration, parseTime } from "../../parse/times.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const subscriptionStart = (cli: Cli) =>
  createCommand({
    name: "start",
    does: "Have your licence renewed in its time by whoever comes, out of your allowance. Approves exactly what all renewals cost.",
    examples: [
      "subscription start 30064771073 --periods 11",
      "subscription start 30064771073 --periods 11 --tip 0.1 --grace 2d",
    ],
  })
    .argument("<license>", "id of the licence", parseId)
    .requiredOption("--periods <number>", "how many renewals", parseInteger)
    .option("--tip <amount>", "what the keeper gets for each (default: nothing)")
    .option("--until <time>", "when nothing is renewed any more (default: never)", parseTime)
    .option(
      "--window <period>",
      "how long before its end (default: a tenth of a period)",
      parseDuration,
    )
    .option(
      "--grace <period>",
      "how long after its end (default: a tenth of a period)",
      parseDuration,
    )
    .option(...DRY_RUN)
    .action(async (licenseId, { periods, tip: text, until, window, grace, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { termsId, expiry } = await sahara.getLicense({ licenseId });
      const { currency } = await sahara.getTerms({ termsId });
      const tip = text === undefined ? undefined : readAmount(text, await tokens.at(currency));
      const plan = { licenseId, periods, tip, until, window, grace };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSubscribe(plan),
        send: () => sahara.subscribe(plan),
        tell: async ({ price }) => [
          ["Licence", `${licenseId}`],
          ["Each period", await tokens.format(price + (tip ?? 0n), currency)],
          ["Renewals", `${periods}`],
          ["Next end", formatTime(expiry ?? 0n)],
        ],
      });
    });
