import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const disputeTag = (cli: Cli) =>
  createCommand({
    name: "tag",
    does: "Hold the income of an asset that was made from one that an upheld claim holds, with a bond. Anyone may.",
    examples: ["dispute tag 3 12"],
  })
    .argument("<claim>", "id of the upheld claim against a parent", parseId)
    .argument("<asset>", "id of the child", parseId)
    .option(...DRY_RUN)
    .action(async (parentClaimId, assetId, { dryRun }) => {
      const { sahara } = await cli.connect();
      const tag = { parentClaimId, assetId };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareTagDescendant(tag),
        send: () => sahara.tagDescendant(tag),
        tell: ({ claimId, deadline }) => [
          ["Claim", `${claimId} (HEARD)`],
          ["Asset", `${assetId}`],
          ["Ruling by", formatTime(deadline)],
        ],
      });
    });
