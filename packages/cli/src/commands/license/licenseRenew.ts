import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const licenseRenew = (cli: Cli) =>
  createCommand({
    name: "renew",
    does: "Extend a licence by whole periods at the price in its terms. Anyone may pay.",
    examples: ["license renew 4294967297 --periods 3"],
  })
    .argument("<licence>", "id of the licence", parseId)
    .option("--periods <number>", "how many periods (default: 1)", parseInteger)
    .option(...DRY_RUN)
    .action(async (licenseId, { periods, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { terms } = await sahara.getLicense({ licenseId });
      const parameters = { licenseId, periods };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRenewLicense(parameters),
        send: () => sahara.renewLicense(parameters),
        tell: async ({ expiry }) => [
          ["Price", `${await tokens.format(terms.price, terms.currency)} a period`],
          ["Ends", formatTime(expiry)],
        ],
      });
    });
