import type { Cli } from "../../cli.ts";
import { table } from "../../output/table.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { OFFER_COLUMNS, offerRows } from "./offerRows.ts";

export const offerList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List the offers of operators to serve models, those that ended too.",
    examples: ["offer list --asset 4", "offer list --operator 0x7099…79C8"],
  })
    .option("--asset <asset>", "only of this asset", parseId)
    .option("--operator <account>", "only by this operator")
    .action(async ({ asset: assetId, operator }) => {
      const { sahara, tokens } = await cli.connect();
      const offers = await sahara.findOffers({ assetId, operator });
      cli.answer({ json: offers, text: table(OFFER_COLUMNS, await offerRows(tokens, offers)) });
    });
