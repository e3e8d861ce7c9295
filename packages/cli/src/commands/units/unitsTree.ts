import { buildContributorTree, serializeContributors } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { readText } from "../../files/readText.ts";
import { writeText } from "../../files/writeText.ts";
import { fields } from "../../output/fields.ts";
import { formatCount, formatUnitCount } from "../../output/format.ts";
import { parseContributorList } from "../../parse/parseContributorList.ts";
import { createCommand } from "../shared/createCommand.ts";

export const unitsTree = (cli: Cli) =>
  createCommand({
    name: "tree",
    does: "Build a contributor file with its Merkle root from a list: CSV (address,units or address,share%) or JSON.",
    examples: ["units tree contributors.csv --out contributors.json"],
  })
    .argument("<list>", "CSV or JSON file")
    .requiredOption(
      "--out <file>",
      "where the contributor file goes; keep it, the proofs come from it",
    )
    .action(async (list, { out }) => {
      const tree = buildContributorTree(parseContributorList(list, await readText(cli.io, list)));
      await writeText(cli.io, out, serializeContributors(tree));
      const { root, units, leaves } = tree;
      cli.answer({
        json: { root, units, contributors: leaves.length, file: out },
        text: fields([
          ["Root", root],
          ["Contributors", formatCount(leaves.length)],
          ["Units", formatUnitCount(units)],
          ["File", out],
        ]),
      });
    });
