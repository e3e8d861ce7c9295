import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";
import { BOOK, findOrder } from "./orderBook.ts";
import { refuseUnfillable } from "./refuseUnfillable.ts";

export const marketAccept = (cli: Cli) =>
  createCommand({
    name: "accept",
    does: "Sell to an order that buys, for no less than what is left of its price now.",
    examples: [
      "market accept 0x5f16…e3a2",
      "market accept 0x5f16…e3a2 --asset 7 --min-proceeds 75",
    ],
  })
    .argument("<order>", "hash of the order, or file that holds it")
    .option("--asset <asset>", "the asset to sell, where the order takes one of many", parseId)
    .option("--min-proceeds <amount>", "least to get, after fee and royalty")
    .option(...BOOK)
    .option(...DRY_RUN)
    .action(async (named, { asset: assetId, minProceeds, book, dryRun }) => {
      const session = await cli.connect();
      const { sahara, tokens } = session;
      const signed = await findOrder(cli, named, book);
      const { token, kind } = signed.order;
      if (kind === "SELL") throw new UsageError("The order sells. Buy it: market buy.");
      await refuseUnfillable(session, signed);
      const currency = await tokens.at(token);
      const least = minProceeds === undefined ? undefined : readAmount(minProceeds, currency);
      const parameters = { signed, assetId, minProceeds: least };

      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAcceptOffer(parameters),
        send: () => sahara.acceptOffer(parameters),
        tell: async ({ orderHash, price, fee }) => [
          ["Order", orderHash],
          ["Price", await tokens.format(price, token)],
          ["Fee", await tokens.format(fee, token)],
        ],
      });
    });
