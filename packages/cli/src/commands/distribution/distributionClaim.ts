import { distributionProofs, parseDistributionFile } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { FileError, UsageError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { requireDistribution } from "./requireDistribution.ts";

export const distributionClaim = (cli: Cli) =>
  createCommand({
    name: "claim",
    does: "Have a leaf of a distribution paid to its account, or to the wallet in which it vests. Anyone may.",
    examples: [
      "distribution claim 3 distribution.json",
      "distribution claim 3 distribution.json --for 0x7099…79C8",
    ],
  })
    .argument("<distribution>", "id of the distribution", parseId)
    .argument("<file>", "distribution file")
    .option("--for <account>", "whose leaf (default: this account's)")
    .option(...DRY_RUN)
    .action(async (id, file, { for: named, dryRun }) => {
      const tree = parseDistributionFile(await readText(cli.io, file));
      const session = await cli.connect();
      const { sahara, tokens, requireAccount } = session;
      const { token, root } = await requireDistribution(session, id);
      if (root !== tree.root) throw new FileError(file, `distribution ${id} has the root ${root}.`);
      const account = named ?? (await requireAccount());
      const leaf = await findUnclaimed(distributionProofs(tree, account), (index) =>
        sahara.isDistributionClaimed({ id, index }),
      );
      if (leaf === undefined) throw new UsageError(`${account} has claimed all it has.`);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareClaimDistribution({ id, ...leaf }),
        send: () => sahara.claimDistribution({ id, ...leaf }),
        tell: async ({ recipient }) => [
          ["Paid", await tokens.format(leaf.amount, token)],
          [recipient === leaf.account ? "To" : "Vests in", recipient],
        ],
      });
    });

async function findUnclaimed<Leaf extends { index: bigint }>(
  leaves: readonly Leaf[],
  isClaimed: (index: bigint) => Promise<boolean>,
): Promise<Leaf | undefined> {
  for (const leaf of leaves) if (!(await isClaimed(leaf.index))) return leaf;
  return undefined;
}
