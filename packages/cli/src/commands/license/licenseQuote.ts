import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { formatBps, formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeTerms } from "../terms/describeTerms.ts";

export const licenseQuote = (cli: Cli) =>
  createCommand({
    name: "quote",
    does: "Show whether licences of an asset are on offer under some terms, and what they cost.",
    examples: ["license quote 1 0x5f16…e3a2"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<terms>", "id of the terms")
    .action(async (assetId, termsId) => {
      const { sahara, tokens } = await cli.connect();
      const offer = await sahara.getOffer({ assetId, termsId });
      const { active, feeBps, expiryCap, terms } = offer;
      cli.answer({
        json: offer,
        text: fields([
          ["Offer", active ? "stands" : "none: licences can't be bought under these terms"],
          ...(await describeTerms(tokens, terms)),
          ["Protocol's fee", active ? `${formatBps(feeBps)} of the price` : undefined],
          ["Ends by", expiryCap === undefined ? undefined : formatTime(expiryCap)],
        ]),
      });
    });
