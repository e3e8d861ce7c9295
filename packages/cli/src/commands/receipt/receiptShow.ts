import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { readCallStore, STORE } from "../shared/callStore.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeReceipt } from "./describeReceipt.ts";
import { findReceipt, listReceipts } from "./storedReceipts.ts";

export const receiptShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show one receipt of a call that was made from here.",
    examples: ["receipt show 0x5f16…e3a2"],
  })
    .argument("<receipt>", "digest of the receipt")
    .option(...STORE)
    .action(async (digest, { store }) => {
      const records = await readCallStore(cli, store);
      const { sahara, tokens } = await cli.connect();
      const found = findReceipt(listReceipts(sahara, records), digest);
      cli.answer({
        json: found,
        text: fields([
          ["Receipt", found.digest],
          ["Offer", found.receipt.offerId],
          ["Operator", found.operator],
          ["Account", found.receipt.accountId],
          ...(await describeReceipt(tokens, found.token, found.receipt)),
          ["Answer", found.seen ? undefined : "got lost on the way; the receipt came later"],
          ["Signature", found.signature],
        ]),
      });
    });
