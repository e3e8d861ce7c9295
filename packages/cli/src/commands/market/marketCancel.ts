import { isForList } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { describeItems } from "./describeOrder.ts";
import { BOOK, findOrder } from "./orderBook.ts";

export const marketCancel = (cli: Cli) =>
  createCommand({
    name: "cancel",
    does: "Make an order of yours unusable on chain, signed or listed.",
    examples: ["market cancel 0x5f16…e3a2", "market cancel order.json"],
  })
    .argument("<order>", "hash of the order, or file that holds it")
    .option(...BOOK)
    .option(...DRY_RUN)
    .action(async (named, { book, dryRun }) => {
      const { sahara } = await cli.connect();
      const { order } = await findOrder(cli, named, book);
      const isListed = isForList(order);
      await write(cli, {
        dryRun,
        prepare: () =>
          isListed
            ? sahara.prepareUnlistOrder({ order })
            : sahara.prepareCancelOrders({ orders: [order] }),
        send: () =>
          isListed ? sahara.unlistOrder({ order }) : sahara.cancelOrders({ orders: [order] }),
        tell: () => [["Cancelled", describeItems(order)]],
      });
    });

export const marketCancelAll = (cli: Cli) =>
  createCommand({
    name: "cancel-all",
    does: "Void every order that you have signed or listed so far.",
    examples: ["market cancel-all"],
  })
    .option(...DRY_RUN)
    .action(async ({ dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCancelAllOrders(),
        send: () => sahara.cancelAllOrders(),
        tell: ({ counter }) => [["Counter", `${counter}`]],
      });
    });
