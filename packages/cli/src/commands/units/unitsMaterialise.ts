import { type Address, type ContributorTree, contributorProof } from "@sahara/sdk";
import { readContributors } from "@sahara/sdk/node";

import type { Cli } from "../../cli.ts";
import { FileError } from "../../errors.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { formatUnitCount } from "../../output/format.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const unitsMaterialise = (cli: Cli) =>
  createCommand({
    name: "materialise",
    does: "Turn a leaf of an asset's contributor file into units; they have earned since its first payment. Anyone may.",
    examples: [
      "units materialise 1 contributors.json",
      "units materialise 1 contributors.json --claim",
      "units materialise 1 contributors.json --for 0x7099…79C8",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<file>", "contributor file of the asset, as `units tree` wrote it")
    .option("--for <account>", "whose leaf (default: this account's)")
    .option("--index <number>", "number of the leaf, for an account with several", parseInteger)
    .option("--claim", "pay out in the same transaction what the units have earned")
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (assetId, file, { for: named, index, claim, token, dryRun }) => {
      const tree = await readContributors(resolvePath(cli.io, file));
      const { sahara, tokens, requireAccount } = await cli.connect();
      const wanted = index ?? findLeaf(file, tree, named ?? (await requireAccount()));
      const leaf = { assetId, ...contributorProof(tree, wanted) };
      const told = ["Units", `${formatUnitCount(leaf.units)} for ${leaf.account}`] as const;

      if (claim !== true) {
        await write(cli, {
          dryRun,
          prepare: () => sahara.prepareMaterialiseUnits(leaf),
          send: () => sahara.materialiseUnits(leaf),
          tell: () => [told],
        });
        return;
      }
      const { address } = await tokens.find(token);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareMaterialiseAndClaim({ ...leaf, token: address }),
        send: () => sahara.materialiseAndClaim({ ...leaf, token: address }),
        tell: async ({ amount }) => [told, ["Paid out", await tokens.format(amount, address)]],
      });
    });

/** The only leaf of an account. @throws {FileError} When it has none, or several. */
function findLeaf(file: string, { leaves }: ContributorTree, account: Address): bigint {
  const own = leaves.filter((leaf) => leaf.account.toLowerCase() === account.toLowerCase());
  const [only] = own;
  if (only === undefined)
    throw new FileError(file, `${account} has no leaf. Pass --for or --index.`);
  if (own.length === 1) return only.index;
  const indexes = own.map(({ index }) => `${index}`).join(", ");
  throw new FileError(file, `${account} has the leaves ${indexes}. Pass --index with one of them.`);
}
