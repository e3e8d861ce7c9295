import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";
import { requireAuction } from "./requireAuction.ts";

export const auctionBid = (cli: Cli) =>
  createCommand({
    name: "bid",
    does: "Bid in an auction that goes to the highest bid. Your credit pays first; approves exactly the rest.",
    examples: ["auction bid 3 110", "auction bid 3 110 --dry-run"],
  })
    .argument("<auction>", "id of the auction", parseId)
    .argument("<amount>", "the whole bid, such as 110")
    .option(...DRY_RUN)
    .action(async (auctionId, text, { dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { token } = await requireAuction(sahara, auctionId);
      const amount = readAmount(text, await tokens.at(token));
      // Asked first: an approval would be mined before the contract could refuse the bid.
      const least = await sahara.getLeastBid({ auctionId });
      if (amount < least) {
        throw new NegativeAnswerError(
          `Auction ${auctionId} takes no bid below ${await tokens.format(least, token)}.`,
        );
      }
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareBid({ auctionId, amount }),
        send: () => sahara.bid({ auctionId, amount }),
        tell: async ({ amount: placed, endsAt }) => [
          ["Auction", `${auctionId}`],
          ["Leading bid", await tokens.format(placed, token)],
          ["Ends", formatTime(endsAt)],
        ],
      });
    });
