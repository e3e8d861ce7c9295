import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { ASSET_VERSION } from "../vault/vaultOptions.ts";
import { formatEpsilon, parseEpsilon } from "./epsilon.ts";

export const budgetSet = (cli: Cli) =>
  createCommand({
    name: "set",
    does: "Set the privacy budget of a version, as the asset's owner. Once set it is only lowered, and every answer needs noise.",
    examples: ["data budget set 1 10", "data budget set 1 2.5 --asset-version 2"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<epsilon>", "the sum of ε of all answers, such as 10", parseEpsilon)
    .option(...ASSET_VERSION)
    .option(...DRY_RUN)
    .action(async (assetId, total, { assetVersion, dryRun }) => {
      const { sahara } = await cli.connect();
      const { version } = await sahara.getVersion({ assetId, version: assetVersion });
      const parameters = { assetId, version, total };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSetPrivacyBudget(parameters),
        send: () => sahara.setPrivacyBudget(parameters),
        tell: () => [
          ["Version", `${version} of asset ${assetId}`],
          ["Budget", `ε = ${formatEpsilon(total)} in all`],
        ],
      });
    });
