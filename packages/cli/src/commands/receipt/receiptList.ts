import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { readCallStore, STORE } from "../shared/callStore.ts";
import { createCommand } from "../shared/createCommand.ts";
import { listReceipts } from "./storedReceipts.ts";

export const receiptList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List the receipts of the calls that were made from here.",
    examples: ["receipt list", "receipt list --store team.jsonl"],
  })
    .option(...STORE)
    .action(async ({ store }) => {
      const records = await readCallStore(cli, store);
      const { sahara, tokens } = await cli.connect();
      const receipts = listReceipts(sahara, records);
      const rows = await Promise.all(
        receipts.map(async ({ digest, operator, token, receipt }) => [
          digest,
          formatTime(BigInt(receipt.finishedAt)),
          operator,
          `${receipt.seq}`,
          await tokens.format(receipt.amount, token),
        ]),
      );
      const columns = ["Receipt", "Finished", "Operator", "Place>", "Price>"];
      cli.answer({ json: receipts, text: table(columns, rows) });
    });
