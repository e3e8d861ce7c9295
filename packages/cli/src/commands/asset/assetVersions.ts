import type { Cli } from "../../cli.ts";
import { table } from "../../output/table.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const assetVersions = (cli: Cli) =>
  createCommand({
    name: "versions",
    does: "List every version of an asset; licences and receipts name the one they used.",
    examples: ["asset versions 1"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .action(async (assetId) => {
      const { sahara } = await cli.connect();
      const latest = await sahara.getVersion({ assetId });
      const versions = [];
      for (let version = 1n; version < latest.version; version++) {
        cli.progress.update(`Reading version ${version} of ${latest.version}`);
        versions.push(await sahara.getVersion({ assetId, version }));
      }
      versions.push(latest);
      const rows = versions.map(({ version, contentRoot, metadataRoot }) => [
        `${version}`,
        contentRoot,
        metadataRoot,
      ]);
      cli.answer({
        json: { assetId, versions },
        text: table(["Version>", "Content root", "Metadata root"], rows),
      });
    });
