import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeOrder } from "./describeOrder.ts";
import { BOOK, findOrder } from "./orderBook.ts";

export const marketShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show an order, whether the chain says that it can be filled, and who would get what.",
    examples: ["market show 0x5f16…e3a2", "market show order.json"],
  })
    .argument("<order>", "hash of the order, or file that holds it")
    .option(...BOOK)
    .action(async (named, { book }) => {
      const { sahara, tokens } = await cli.connect();
      const signed = await findOrder(cli, named, book);
      const { order } = signed;
      const { orderHash, state, obstacle } = await sahara.getOrderState({ signed });
      // What an order for one of many will be filled with is not known.
      const quote = order.kind === "BUY_ANY" ? undefined : await sahara.quoteSale(order);
      const royalties = quote?.royalties.map(async ({ assetId, amount }) => {
        return `${await tokens.format(amount, order.token)} to asset ${assetId}`;
      });
      const money = async (amount: bigint | undefined) =>
        amount === undefined ? undefined : await tokens.format(amount, order.token);
      const shares = (await Promise.all(royalties ?? [])).join("\n");

      cli.answer({
        json: { orderHash, state, obstacle: obstacle ?? null, quote: quote ?? null, ...signed },
        text: fields([
          ...(await describeOrder(tokens, order, orderHash)),
          ["State", obstacle === undefined ? state : `${state} (${obstacle})`],
          ["Fee", await money(quote?.fee)],
          ["Royalty", shares === "" ? undefined : shares],
          ["Seller gets", await money(quote?.proceeds)],
        ]),
      });
    });
