import { buildDistributionTree, serializeDistribution } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { readText } from "../../files/readText.ts";
import { writeText } from "../../files/writeText.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { parseClaimList } from "../../parse/parseClaimList.ts";
import { createCommand, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";

export const distributionTree = (cli: Cli) =>
  createCommand({
    name: "tree",
    does: "Build a distribution file with its Merkle root from a list: CSV lines address,amount.",
    examples: ["distribution tree claims.csv --out distribution.json"],
  })
    .argument("<list>", "CSV file")
    .requiredOption(
      "--out <file>",
      "where the distribution file goes; publish it, the proofs come from it",
    )
    .option(...TOKEN)
    .action(async (list, { out, token }) => {
      const { tokens } = await cli.connect();
      const currency = await tokens.find(token);
      const claims = parseClaimList(list, await readText(cli.io, list), (amount) =>
        readAmount(amount, currency),
      );
      const tree = buildDistributionTree(claims);
      await writeText(cli.io, out, serializeDistribution(tree));
      const { root, total, leaves } = tree;
      cli.answer({
        json: { root, total, claims: leaves.length, file: out },
        text: fields([
          ["Root", root],
          ["Claims", formatCount(leaves.length)],
          ["Total", await tokens.format(total, currency.address)],
          ["File", out],
        ]),
      });
    });
