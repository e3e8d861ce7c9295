import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { ASSET_VERSION } from "../vault/vaultOptions.ts";
import { formatEpsilon } from "./epsilon.ts";

export const budgetShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show what is left of the privacy budget of a version.",
    examples: ["data budget show 1"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option(...ASSET_VERSION)
    .action(async (assetId, { assetVersion }) => {
      const { sahara } = await cli.connect();
      const { version } = await sahara.getVersion({ assetId, version: assetVersion });
      const budget = await sahara.getPrivacyBudget({ assetId, version });
      if (budget === undefined) {
        throw new NegativeAnswerError(
          `Version ${version} of asset ${assetId} has no privacy budget: answers are exact, within the limits of their programs.`,
        );
      }
      cli.answer({
        json: { assetId, version, ...budget },
        text: fields([
          ["Version", `${version} of asset ${assetId}`],
          ["Budget", `ε = ${formatEpsilon(budget.total)}`],
          ["Spent", formatEpsilon(budget.spent)],
          ["Left", formatEpsilon(budget.left)],
        ]),
      });
    });
