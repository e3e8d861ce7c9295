import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { takeContentRoot, takeMetadataRoot } from "./takeRoots.ts";
import { write } from "../shared/write.ts";

export const assetPublish = (cli: Cli) =>
  createCommand({
    name: "publish",
    does: "Publish a new version of an asset. What is not given stays as it is.",
    examples: ["asset publish 1 --content ./mail-v2 --metadata mail-v2.json"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option("--content <path>", "file or folder with the new bytes")
    .option("--root <root>", "its content root instead")
    .option("--metadata <file>", "JSON that describes it")
    .option("--metadata-root <root>", "the metadata root instead")
    .option("--salt <salt>", "salt of an earlier `asset commit`")
    .option(...DRY_RUN)
    .action(async (assetId, { salt, dryRun, ...options }) => {
      const newContent = await takeContentRoot(cli, options);
      const newMetadata = await takeMetadataRoot(cli, options);
      if (newContent === undefined && newMetadata === undefined) {
        throw new UsageError(
          "Nothing would change. Pass --content, --root, --metadata or --metadata-root.",
        );
      }
      const { sahara } = await cli.connect();
      const latest = await sahara.getVersion({ assetId });
      const contentRoot = newContent ?? latest.contentRoot;
      const metadataRoot = newMetadata ?? latest.metadataRoot;
      const parameters = { assetId, contentRoot, metadataRoot, salt };

      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePublishVersion(parameters),
        send: async () => ({
          ...(await sahara.publishVersion(parameters)),
          contentRoot,
          metadataRoot,
        }),
        tell: ({ version }) => [
          ["Asset", `${assetId}`],
          ["Version", `${version}`],
          ["Content root", contentRoot],
          ["Metadata root", metadataRoot],
        ],
      });
    });
