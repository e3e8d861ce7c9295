import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeAsset } from "./describeAsset.ts";

export const assetShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show an asset: owner, version, parents, units and inbox.",
    examples: ["asset show 1", "asset show 1 --json"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .action(async (assetId) => {
      const { sahara, tokens } = await cli.connect();
      const asset = await sahara.getAsset({ assetId });
      cli.answer({ json: asset, text: fields(await describeAsset(tokens, asset)) });
    });
