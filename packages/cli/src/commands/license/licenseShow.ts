import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { formatCount, formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeTerms } from "../terms/describeTerms.ts";

export const licenseShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show a licence and the terms it was sold under.",
    examples: ["license show 4294967297"],
  })
    .argument("<licence>", "id of the licence", parseId)
    .action(async (licenseId) => {
      const { sahara, tokens } = await cli.connect();
      const license = await sahara.getLicense({ licenseId });
      const { assetId, holder, status, expiry, quotaLeft, termsId, terms } = license;
      cli.answer({
        json: license,
        text: fields([
          ["Licence", `${licenseId} of asset ${assetId}`],
          ["Holder", holder],
          ["State", status],
          ["Ends", expiry === undefined ? undefined : formatTime(expiry)],
          ["Quota left", quotaLeft === undefined ? undefined : formatCount(quotaLeft)],
          ["Terms", termsId],
          ...(await describeTerms(tokens, terms)),
        ]),
      });
    });
