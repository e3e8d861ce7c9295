import { CLAIM_STAGES } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseName } from "../../parse/names.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const disputeList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List the claims against assets.",
    examples: ["dispute list --asset 7", "dispute list --stage upheld"],
  })
    .option("--asset <asset>", "only against this asset", parseId)
    .option("--claimant <account>", "only of this account")
    .option("--stage <stage>", CLAIM_STAGES.join(", "), (text) => parseName(CLAIM_STAGES, text))
    .action(async ({ asset: assetId, claimant, stage }) => {
      const { sahara } = await cli.connect();
      const claims = await sahara.findClaims({ assetId, claimant, stage });
      const rows = claims.map((claim) => [
        `${claim.claimId}`,
        `${claim.assetId}`,
        claim.kind,
        claim.stage,
        claim.claimant,
        formatTime(claim.deadline),
      ]);
      const columns = ["Claim>", "Asset>", "Kind", "Stage", "Claimant", "Until"];
      cli.answer({ json: claims, text: table(columns, rows) });
    });
