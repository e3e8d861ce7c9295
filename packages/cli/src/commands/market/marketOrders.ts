import { type BookPage, type BookQuery, ORDER_KINDS, ORDER_STATES } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseName } from "../../parse/names.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeItems } from "./describeOrder.ts";
import { BOOK, openBook } from "./orderBook.ts";

const SORTS = ["newest", "cheapest", "dearest"] as const;
const STATES = [...ORDER_STATES, "WITHDRAWN"] as const;

export const marketOrders = (cli: Cli) =>
  createCommand({
    name: "orders",
    does: "Ask an order book for orders.",
    examples: ["market orders --asset 7 --sort cheapest", "market orders --maker 0x7099…79C8"],
  })
    .option("--asset <asset>", "only about this asset", parseId)
    .option("--maker <account>", "only of this account")
    .option("--kind <kind>", ORDER_KINDS.join(", "), (text) => parseName(ORDER_KINDS, text))
    .option("--token <currency>", "only in this currency")
    .option("--state <state>", STATES.join(", "), (text) => parseName(STATES, text))
    .option("--sort <order>", SORTS.join(", "), parseSort)
    .option("--limit <number>", "how many, at most 200 (default: 50)", parseInteger)
    .option("--cursor <cursor>", "where the page before ended")
    .option(...BOOK)
    .action(async ({ asset: assetId, token, limit, book, ...options }) => {
      const { tokens } = await cli.connect();
      const currency = token === undefined ? undefined : (await tokens.find(token)).address;
      const size = limit === undefined ? undefined : Number(limit);
      const query = { ...options, assetId, token: currency, limit: size };
      await answerOrders(cli, query, book);
    });

export const marketOffers = (cli: Cli) =>
  createCommand({
    name: "offers",
    does: "Ask an order book who buys an asset, the best price first.",
    examples: ["market offers 7"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option(...BOOK)
    .action(async (assetId, { book }) => {
      const client = await openBook(cli, book);
      const kinds = ["BUY", "BUY_ANY"] as const;
      const pages = await Promise.all(
        kinds.map((kind) => client.find({ assetId, kind, sort: "dearest" })),
      );
      const orders = pages.flatMap((page) => page.orders);
      orders.sort((a, b) => (a.signed.order.price < b.signed.order.price ? 1 : -1));
      await answerPage(cli, { orders, next: undefined });
    });

async function answerOrders(cli: Cli, query: BookQuery, url: string | undefined): Promise<void> {
  await answerPage(cli, await (await openBook(cli, url)).find(query));
}

async function answerPage(cli: Cli, page: BookPage): Promise<void> {
  const { tokens } = await cli.connect();
  const rows = await Promise.all(
    page.orders.map(async ({ orderHash, state, signed: { order } }) => [
      ...[orderHash, order.kind, describeItems(order)],
      ...[await tokens.format(order.price, order.token), formatTime(order.deadline), state],
    ]),
  );
  const shown = table(["Order", "Kind", "Items", "Price>", "Until", "State"], rows);
  const more = page.next === undefined ? [] : [`More with --cursor ${page.next}`];
  cli.answer({ json: page, text: [shown, ...more].join("\n") });
}

function parseSort(text: string) {
  const found = SORTS.find((name) => name === text.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(`"${text}" is none of ${SORTS.join(", ")}.`);
}
