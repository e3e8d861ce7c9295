import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { requireRoot, takeContentRoot } from "./takeRoots.ts";
import { write } from "../shared/write.ts";

export const assetCommit = (cli: Cli) =>
  createCommand({
    name: "commit",
    does: "Commit to content that stays secret, so that nobody can register it first. Keep the salt.",
    examples: ["asset commit --content ./mail"],
  })
    .option("--content <path>", "file or folder to commit to")
    .option("--root <root>", "its content root instead")
    .option("--salt <salt>", "32 bytes as hex (default: random)")
    .option("--owner <address>", "who will own the asset (default: this account)")
    .option(...DRY_RUN)
    .action(async ({ salt, owner, dryRun, ...options }) => {
      const contentRoot = requireRoot(await takeContentRoot(cli, options), "--content or --root");
      const { sahara } = await cli.connect();
      const parameters = { contentRoot, salt, owner };

      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCommitContent(parameters),
        send: () => sahara.commitContent(parameters),
        tell: (committed) => [
          ["Commitment", committed.commitment],
          ["Salt", committed.salt],
          ["Next", "keep the salt, and within 7 days pass it as --salt to asset register"],
        ],
      });
    });
