import type { Cli } from "../../cli.ts";
import { tree } from "../../output/tree.ts";
import { parseDepth } from "../../parse/parseDepth.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const provenanceTree = (cli: Cli) =>
  createCommand({
    name: "tree",
    does: "Draw what an asset was made from, or with --down what was made from it.",
    examples: ["provenance tree 4", "provenance tree 1 --down --depth 2"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option("--down", "towards the descendants")
    .option("--depth <number>", "how far to go", parseDepth)
    .action(async (assetId, { down, depth }) => {
      const { sahara } = await cli.connect();
      const find = down === true ? sahara.getDescendants : sahara.getAncestors;
      const relatives = await find({ assetId, maxDepth: depth });
      const links = relatives.flatMap((relative) => relative.links);
      const kinds = await readKinds(cli, [
        assetId,
        ...relatives.map((relative) => relative.assetId),
      ]);
      const [near, far] =
        down === true ? (["parent", "child"] as const) : (["child", "parent"] as const);
      const text = tree({
        root: assetId,
        branches: (id) =>
          links
            .filter((link) => link[near] === id)
            .map((link) => ({ id: link[far], label: link.relation })),
        name: (id) => `${id} ${kinds.get(id) ?? ""}`,
      });
      cli.answer({ json: { assetId, towards: far, links }, text });
    });

async function readKinds(cli: Cli, assetIds: readonly bigint[]): Promise<Map<bigint, string>> {
  const { sahara } = await cli.connect();
  const kinds = new Map<bigint, string>();
  for (const [at, assetId] of assetIds.entries()) {
    cli.progress.update(`Reading asset ${at + 1} of ${assetIds.length}`);
    kinds.set(assetId, (await sahara.getAsset({ assetId })).kind);
  }
  return kinds;
}
