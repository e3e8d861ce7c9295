import type { Cli } from "../../cli.ts";
import { formatUnitCount } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const unitsShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show the units of an account, or those bound to the asset's owner.",
    examples: ["units show 1 0x7099…79C8", "units show 1 owner"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<holder>", 'address, or "owner"')
    .action(async (assetId, holder) => {
      const { sahara } = await cli.connect();
      const units = await sahara.unitsOf({ assetId, holder });
      cli.answer({ json: { assetId, holder, units }, text: formatUnitCount(units) });
    });
