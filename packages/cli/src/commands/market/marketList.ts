import type { Cli } from "../../cli.ts";
import { parseTime } from "../../parse/times.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { refusePast } from "../shared/refusePast.ts";
import { agree } from "./agree.ts";
import { BOOK } from "./orderBook.ts";
import { collectItems, OUT, PRICE, TAKER, UNTIL } from "./orderOptions.ts";

export const marketList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "Sell assets or units of them, all together: sign an order and post it to an order book.",
    examples: [
      "market list 7 --price 100",
      "market list 7:12.5% 9:1000 --price 20 --until 2030-01-31",
      "market list 7 --price 100 --on-chain",
    ],
  })
    .argument("<items...>", "assets (7), or units of them (7:1000, 7:12.5%)", collectItems)
    .requiredOption(...PRICE)
    .option(...TOKEN)
    .option(...TAKER)
    .option(...UNTIL, parseTime)
    .option("--on-chain", "list it on chain, where contracts find it; needs no order book")
    .option(...OUT)
    .option(...BOOK)
    .option(...DRY_RUN)
    .action(async (items, { price, token, taker, until: deadline, ...options }) => {
      const session = await cli.connect();
      await refusePast(session, deadline);
      const currency = await session.tokens.find(token);
      const common = { token: currency.address, price: readAmount(price, currency), taker };
      const { onChain, out, book, dryRun } = options;
      await agree(cli, {
        order: { kind: "SELL", items, ...common, deadline },
        ...{ onChain, out, book, dryRun },
      });
    });
