import {
  ASSET_KINDS,
  type Contributor,
  type ContributorTree,
  type RegistrationParameters,
} from "@sahara/sdk";
import { readContributors } from "@sahara/sdk/node";

import type { Cli } from "../../cli.ts";
import { readText } from "../../files/readText.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { parseName } from "../../parse/names.ts";
import { parseContributorList } from "../../parse/parseContributorList.ts";
import { collectParents } from "../../parse/parseParent.ts";
import type { createCommand } from "../shared/createCommand.ts";
import { requireRoot, takeContentRoot, takeMetadataRoot } from "./takeRoots.ts";

/** Adds the options that say what an asset is registered with. */
export const withRegistrationOptions = (command: ReturnType<typeof createCommand>) =>
  command
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
    .option("--salt <salt>", "salt of an earlier `asset commit`");

type Options = ReturnType<ReturnType<typeof withRegistrationOptions>["opts"]>;

/** What those options hold; only the kind has to be there. */
export type RegistrationOptions = Pick<Options, "kind"> & {
  [Name in Exclude<keyof Options, "kind">]?: Options[Name] | undefined;
};

/** Reads the files that the options name, and brings it all into the form of the SDK. */
export async function takeRegistration(
  cli: Cli,
  { kind, parent, terms, salt, ...options }: RegistrationOptions,
): Promise<RegistrationParameters> {
  const contentRoot = requireRoot(await takeContentRoot(cli, options), "--content or --root");
  const metadataRoot = requireRoot(
    await takeMetadataRoot(cli, options),
    "--metadata or --metadata-root",
  );
  const contributors = await takeContributors(cli, options.contributors);
  const contributorTree = await takeTree(cli, options.contributorTree);
  const { tokens } = await cli.connect();
  const found = options.currency && (await Promise.all(options.currency.map(tokens.find)));
  return {
    ...{ kind, contentRoot, metadataRoot, parents: parent, contributors, contributorTree },
    ...{ currencies: found?.map(({ address }) => address), terms, salt },
  };
}

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
