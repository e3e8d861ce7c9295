import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const inboxShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show the address for plain transfers to an asset.",
    examples: ["inbox show 4"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .action(async (assetId) => {
      const { sahara } = await cli.connect();
      // An inbox has an address before its asset is there; nobody should send anything to that one.
      const { inbox } = await sahara.getAsset({ assetId });
      cli.answer({ json: { assetId, inbox }, text: inbox });
    });
