import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { formatUnitCount } from "../../output/format.ts";
import { parseId, parseUnitCount } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";
import { requireAuction } from "./requireAuction.ts";

export const auctionBuy = (cli: Cli) =>
  createCommand({
    name: "buy",
    does: "Buy from an auction at a falling price, at the price of the moment.",
    examples: ["auction buy 4", "auction buy 4 --units 5% --max-price 20"],
  })
    .argument("<auction>", "id of the auction", parseId)
    .option("--units <units>", "how many, as 30% or 30000000 (default: all)", parseUnitCount)
    .option("--max-price <amount>", "most to pay (default: the price of now, which only falls)")
    .option(...DRY_RUN)
    .action(async (auctionId, { units, maxPrice: most, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { token } = await requireAuction(sahara, auctionId);
      const maxPrice = most === undefined ? undefined : readAmount(most, await tokens.at(token));
      // Asked first: an approval would be mined before the contract could refuse the sale.
      const price = await sahara.getDutchPrice({ auctionId, units });
      if (maxPrice !== undefined && price > maxPrice) {
        throw new NegativeAnswerError(
          `It costs ${await tokens.format(price, token)} now. Wait until the price has fallen, or allow more.`,
        );
      }
      const purchase = { auctionId, units, maxPrice };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareBuyDutch(purchase),
        send: () => sahara.buyDutch(purchase),
        tell: async ({ units: bought, unitsLeft, price: paid }) => [
          ["Bought", bought === 0n ? "the asset" : formatUnitCount(bought)],
          ["Paid", await tokens.format(paid, token)],
          ["Left", bought === 0n ? undefined : formatUnitCount(unitsLeft)],
        ],
      });
    });
