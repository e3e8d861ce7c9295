import { ASSET_KINDS, type Contributor, type ContributorTree } from "@sahara/sdk";
import { readContributors } from "@sahara/sdk/node";

import type { Cli } from "../cli.ts";
import { readText } from "../files/readText.ts";
import { resolvePath } from "../files/resolvePath.ts";
import { parseContributorList } from "../parse/parseContributorList.ts";
import { parseName } from "../parse/names.ts";
import { collectParents } from "../parse/parseParent.ts";
import { createCommand, DRY_RUN } from "./createCommand.ts";
import { requireRoot, takeContentRoot, takeMetadataRoot } from "./takeRoots.ts";
import { write } from "./write.ts";

export const assetRegister = (cli: Cli) =>
  createCommand({
    name: "register",
    does: "Register a data set, model or agent, with parents, contributors and terms in one transaction.",
    examples: [
      "asset register --kind dataset --content ./mail --metadata mail.json --contributors people.csv",
      "asset register --kind model --content weights.bin --metadata model.json --parent 1:TRAINED_ON:4294967296",
    ],
  })
    .requiredOption("--kind <kind>", "dataset, model or agent", (text) =>
      parseName(ASSET_KINDS, text),
    )
    .option("--content <path>", "file or folder whose bytes the asset is")
    .option("--root <root>", "its content root instead, as 0x and 64 digits or as CID")
    .option("--metadata <file>", "JSON that describes it")
    .option("--metadata-root <root>", "the metadata root instead")
    .option(
      "--parent <asset:RELATION:licence>",
      "made from this asset; repeat for more",
      collectParents,
    )
    .option("--contributors <file>", "CSV of address,units or address,share%; or a JSON list")
    .option("--contributor-tree <file>", "file of `units tree`, for any number of contributors")
    .option("--terms <ids...>", "registered terms to offer from the start")
    .option(
      "--currency <currencies...>",
      "what it accepts (default: as its parents, or native and SAHARA)",
    )
    .option("--salt <salt>", "salt of an earlier `asset commit`")
    .option(...DRY_RUN)
    .action(async ({ kind, parent, terms, salt, dryRun, ...options }) => {
      const contentRoot = requireRoot(await takeContentRoot(cli, options), "--content or --root");
      const metadataRoot = requireRoot(
        await takeMetadataRoot(cli, options),
        "--metadata or --metadata-root",
      );
      const contributors = await takeContributors(cli, options.contributors);
      const contributorTree = await takeTree(cli, options.contributorTree);
      const { sahara, tokens } = await cli.connect();
      const found = options.currency && (await Promise.all(options.currency.map(tokens.find)));
      const registration = {
        ...{ kind, contentRoot, metadataRoot, parents: parent, contributors, contributorTree },
        ...{ currencies: found?.map(({ address }) => address), terms, salt },
      };

      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRegisterAsset(registration),
        send: async () => ({
          ...(await sahara.registerAsset(registration)),
          contentRoot,
          metadataRoot,
        }),
        tell: ({ assetId }) => [
          ["Asset", `${assetId} (${kind})`],
          ["Content root", contentRoot],
          ["Metadata root", metadataRoot],
        ],
      });
    });

async function takeContributors(
  { io }: Pick<Cli, "io">,
  file: string | undefined,
): Promise<Contributor[] | undefined> {
  return file === undefined ? undefined : parseContributorList(file, await readText(io, file));
}

async function takeTree(
  { io }: Pick<Cli, "io">,
  file: string | undefined,
): Promise<ContributorTree | undefined> {
  return file === undefined ? undefined : await readContributors(resolvePath(io, file));
}
