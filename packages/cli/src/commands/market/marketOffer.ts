import type { OrderParameters } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { parseTime } from "../../parse/times.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { refusePast } from "../shared/refusePast.ts";
import { agree } from "./agree.ts";
import { BOOK } from "./orderBook.ts";
import { collectItems, OUT, PRICE, TAKER, UNTIL } from "./orderOptions.ts";

export const marketOffer = (cli: Cli) =>
  createCommand({
    name: "offer",
    does: "Offer to buy assets or units, all together, or one of many: sign an order and post it.",
    examples: [
      "market offer 7 --price 80",
      "market offer 7 9 12 --any --price 80",
      "market offer --any --price 5 --on-chain",
    ],
  })
    .argument("[items...]", "assets (7), or units of them (7:1000, 7:12.5%)", collectItems)
    .requiredOption(...PRICE)
    .option("--any", "buy one of the assets; of any asset if none is named")
    .option(...TOKEN)
    .option(...TAKER)
    .option(...UNTIL, parseTime)
    .option("--on-chain", "list it on chain; needs no order book")
    .option(...OUT)
    .option(...BOOK)
    .option(...DRY_RUN)
    .action(async (items = [], { price, token, taker, until: deadline, any, ...options }) => {
      if (items.length === 0 && any !== true) {
        throw new UsageError("Name what you want to buy, or pass --any for one of all assets.");
      }
      const session = await cli.connect();
      await refusePast(session, deadline);
      const currency = await session.tokens.find(token);
      const common = { token: currency.address, price: readAmount(price, currency), taker };
      const order: OrderParameters =
        any === true
          ? { kind: "BUY_ANY", assetIds: wholeAssets(items), ...common, deadline }
          : { kind: "BUY", items, ...common, deadline };
      const { onChain, out, book, dryRun } = options;
      await agree(cli, { order, onChain, out, book, dryRun });
    });

function wholeAssets(items: readonly { assetId: bigint; units: bigint }[]): bigint[] {
  if (items.some(({ units }) => units !== 0n)) {
    throw new UsageError("--any buys an asset, not units. Leave the units out.");
  }
  return items.map(({ assetId }) => assetId);
}
