import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { createCommand } from "../shared/createCommand.ts";
import { requireRoot, takeContentRoot } from "./takeRoots.ts";

export const assetFind = (cli: Cli) =>
  createCommand({
    name: "find",
    does: "Find the asset that holds some content. Exit code 1 when none does.",
    examples: ["asset find --content ./mail", "asset find --root 0x5891...be03"],
  })
    .option("--content <path>", "file or folder")
    .option("--root <root>", "its content root instead, as hex or CID")
    .action(async (options) => {
      const contentRoot = requireRoot(await takeContentRoot(cli, options), "--content or --root");
      const { sahara } = await cli.connect();
      const assetId = await sahara.findAssetByContent({ contentRoot });
      if (assetId === undefined) {
        throw new NegativeAnswerError(`No asset holds the content ${contentRoot}.`);
      }
      cli.answer({ json: { assetId, contentRoot }, text: `Asset ${assetId}` });
    });
