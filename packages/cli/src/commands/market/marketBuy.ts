import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";
import { describeItems } from "./describeOrder.ts";
import { BOOK, findOrder } from "./orderBook.ts";
import { refuseUnfillable } from "./refuseUnfillable.ts";

const PAYMENTS = ["approval", "permit", "authorization"] as const;

export const marketBuy = (cli: Cli) =>
  createCommand({
    name: "buy",
    does: "Buy what an order sells. Fails if the seller changes it between now and the sale.",
    examples: ["market buy 0x5f16…e3a2", "market buy order.json --pay-by permit --max-price 100"],
  })
    .argument("<order>", "hash of the order, or file that holds it")
    .option("--pay-by <how>", `${PAYMENTS.join(", ")} (default: approval)`, parsePayment)
    .option("--max-price <amount>", "most to pay (default: the order's price)")
    .option(...BOOK)
    .option(...DRY_RUN)
    .action(async (named, { payBy, maxPrice, book, dryRun }) => {
      const session = await cli.connect();
      const { sahara, tokens } = session;
      const signed = await findOrder(cli, named, book);
      const { token } = signed.order;
      await refuseUnfillable(session, signed);
      const most =
        maxPrice === undefined ? undefined : readAmount(maxPrice, await tokens.at(token));
      const parameters = { signed, payBy, maxPrice: most };

      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareFillOrder(parameters),
        send: () => sahara.fillOrder(parameters),
        tell: async ({ orderHash, price, fee }) => [
          ["Order", orderHash],
          ["Bought", describeItems(signed.order)],
          ["Paid", await tokens.format(price, token)],
          ["Fee in it", await tokens.format(fee, token)],
        ],
      });
    });

function parsePayment(text: string) {
  const found = PAYMENTS.find((name) => name === text);
  if (found !== undefined) return found;
  throw new UsageError(`"${text}" is none of ${PAYMENTS.join(", ")}.`);
}
