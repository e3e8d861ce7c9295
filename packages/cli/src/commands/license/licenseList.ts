import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const licenseList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List the licences that an account holds.",
    examples: ["license list 0x7099…79C8", "license list 0x7099…79C8 --asset 1"],
  })
    .argument("<account>", "who holds them")
    .option("--asset <asset>", "only those of this asset", parseId)
    .action(async (account, { asset }) => {
      const { sahara } = await cli.connect();
      const licenses = await sahara.licensesOf({ account, assetId: asset });
      const rows = licenses.map(({ licenseId, assetId, status, expiry, terms }) => [
        `${licenseId}`,
        `${assetId}`,
        status,
        expiry === undefined ? "" : formatTime(expiry),
        terms.uses.join(" "),
      ]);
      cli.answer({
        json: licenses,
        text: table(["Licence>", "Asset>", "State", "Ends", "Uses"], rows),
      });
    });
