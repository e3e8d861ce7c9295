import { CLAIM_VERDICTS } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { parseName } from "../../parse/names.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const disputeRule = (cli: Cli) =>
  createCommand({
    name: "rule",
    does: "Rule on a claim, as the council: dismissed, frivolous (costs its bond) or upheld.",
    examples: ["dispute rule 3 upheld", "dispute rule 4 frivolous --dry-run"],
  })
    .argument("<claim>", "id of the claim", parseId)
    .argument("<verdict>", CLAIM_VERDICTS.join(", "), (text) => parseName(CLAIM_VERDICTS, text))
    .option(...DRY_RUN)
    .action(async (claimId, verdict, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRuleClaim({ claimId, verdict }),
        send: () => sahara.ruleClaim({ claimId, verdict }),
        tell: () => [["Claim", `${claimId} (${verdict})`]],
      });
    });
