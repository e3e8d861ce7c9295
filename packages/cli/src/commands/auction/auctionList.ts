import { AUCTION_STATES } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { formatTime, formatUnitCount } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseName } from "../../parse/names.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const auctionList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List auctions; those at a falling price while they are open.",
    examples: ["auction list --state open", "auction list --asset 7"],
  })
    .option("--asset <asset>", "only of this asset or its units", parseId)
    .option("--seller <account>", "only by this account")
    .option("--state <state>", AUCTION_STATES.join(", "), (text) => parseName(AUCTION_STATES, text))
    .action(async ({ asset: assetId, seller, state }) => {
      const { sahara, tokens } = await cli.connect();
      const auctions = await sahara.findAuctions({ assetId, seller, state });
      const rows = await Promise.all(
        auctions.map(async (auction) => {
          const { auctionId, type, units, token, endsAt } = auction;
          const price = type === "ENGLISH" ? auction.bid || auction.reserve : auction.startPrice;
          return [
            `${auctionId}`,
            `${auction.assetId}`,
            units === 0n ? "asset" : formatUnitCount(units),
            type,
            auction.state,
            await tokens.format(price, token),
            formatTime(endsAt),
          ];
        }),
      );
      const columns = ["Auction>", "Asset>", "Lot", "Type", "State", "Price>", "Ends"];
      cli.answer({ json: auctions, text: table(columns, rows) });
    });
