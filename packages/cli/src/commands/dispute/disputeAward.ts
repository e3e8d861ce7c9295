import type { Cli } from "../../cli.ts";
import { formatUnitCount } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const disputeAward = (cli: Cli) =>
  createCommand({
    name: "award",
    does: "Take a position for an upheld claim, as the council: its income for licensees, its units for the claimant if the asset should be its.",
    examples: ["dispute award 3", "dispute award 3 0x7099…79C8"],
  })
    .argument("<claim>", "id of the claim", parseId)
    .argument("[holder]", "account that holds the units, or owner", "owner")
    .option(...DRY_RUN)
    .action(async (claimId, holder, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAwardPosition({ claimId, holder }),
        send: () => sahara.awardPosition({ claimId, holder }),
        tell: ({ units }) => [
          ["Claim", `${claimId}`],
          ["Taken from", holder],
          ["Units", formatUnitCount(units)],
        ],
      });
    });
