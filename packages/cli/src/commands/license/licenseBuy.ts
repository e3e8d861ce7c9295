import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { formatTime } from "../../output/format.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const licenseBuy = (cli: Cli) =>
  createCommand({
    name: "buy",
    does: "Buy a licence of an asset. Approves exactly the price where that is needed.",
    examples: [
      "license buy 1 0x5f16…e3a2",
      "license buy 1 0x5f16…e3a2 --periods 12 --max-price 120",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<terms>", "id of the terms")
    .option("--licensee <address>", "who gets the licence (default: this account)")
    .option("--periods <number>", "how many periods at once (default: 1)", parseInteger)
    .option("--max-price <amount>", "most to pay for all periods (default: the price in the terms)")
    .option(...DRY_RUN)
    .action(async (assetId, termsId, { licensee, periods, maxPrice, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { active, terms } = await sahara.getOffer({ assetId, termsId });
      // Asked first: an approval would be mined before the contract could refuse the sale.
      if (!active) {
        throw new NegativeAnswerError(
          `Asset ${assetId} is not licensed under these terms. Choose terms that its owner offers.`,
        );
      }
      const { currency } = terms;
      const token = await tokens.at(currency);
      const most = maxPrice === undefined ? undefined : readAmount(maxPrice, token);
      const parameters = { assetId, termsId, licensee, periods, maxPrice: most };

      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareBuyLicense(parameters),
        send: () => sahara.buyLicense(parameters),
        tell: async ({ licenseId, price, expiry }) => [
          ["Licence", `${licenseId}`],
          ["Paid", await tokens.format(price, currency)],
          ["Ends", formatTime(expiry)],
        ],
      });
    });
