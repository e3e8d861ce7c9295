import { parseBps, PRESETS } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { parseName } from "../../parse/names.ts";
import { parseDuration } from "../../parse/times.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { writeTerms } from "./writeTerms.ts";

export const termsPreset = (cli: Cli) =>
  createCommand({
    name: "preset",
    does: `Register ready-made terms: ${PRESETS.join(", ")}. Registering the same terms again changes nothing.`,
    examples: ["terms preset commercial-remix --price 10 --royalty 20%", "terms preset cc-by"],
  })
    .argument("<preset>", "name of the preset", (text) => parseName(PRESETS, text))
    .option("--price <amount>", "price of one period", "0")
    .option(...TOKEN)
    .option(
      "--duration <period>",
      "length of a period, such as 30d (default: perpetual)",
      parseDuration,
    )
    .option(
      "--royalty <percent>",
      "share of a derivative's revenue, such as 12.5% (default: none)",
      parseBps,
    )
    .option(...DRY_RUN)
    .action(async (preset, { price, token, duration, royalty, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const currency = await tokens.find(token);
      const terms = await sahara.presetTerms({
        preset,
        price: readAmount(price, currency),
        currency: currency.address,
        duration,
        royaltyBps: royalty,
      });
      await writeTerms(cli, terms, dryRun);
    });
