import type { Relative } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { table } from "../../output/table.ts";
import { parseDepth } from "../../parse/parseDepth.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const provenanceAncestors = (cli: Cli) =>
  createCommand({
    name: "ancestors",
    does: "List everything an asset was made from, nearest first.",
    examples: ["provenance ancestors 4", "provenance ancestors 4 --depth 1"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option("--depth <number>", "how far to go; 1 is the parents", parseDepth)
    .action(async (assetId, { depth }) => {
      const { sahara } = await cli.connect();
      const relatives = await sahara.getAncestors({ assetId, maxDepth: depth });
      cli.answer({ json: relatives, text: describe(relatives) });
    });

export const provenanceDescendants = (cli: Cli) =>
  createCommand({
    name: "descendants",
    does: "List everything that was made from an asset, nearest first.",
    examples: ["provenance descendants 1"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option("--depth <number>", "how far to go; 1 is the children", parseDepth)
    .action(async (assetId, { depth }) => {
      const { sahara } = await cli.connect();
      const relatives = await sahara.getDescendants({ assetId, maxDepth: depth });
      cli.answer({ json: relatives, text: describe(relatives) });
    });

function describe(relatives: readonly Relative[]): string {
  const rows = relatives.map(({ assetId, depth, links }) => [
    `${assetId}`,
    `${depth}`,
    links.map(({ child, relation, parent }) => `${child} ${relation} ${parent}`).join(", "),
  ]);
  return table(["Asset>", "Depth>", "By"], rows);
}
