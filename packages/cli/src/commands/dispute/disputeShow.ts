import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { formatTime, formatUnitCount } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const disputeShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show a claim: against what, who says what, and where it stands.",
    examples: ["dispute show 3"],
  })
    .argument("<claim>", "id of the claim", parseId)
    .action(async (claimId) => {
      const { sahara, tokens } = await cli.connect();
      const claim = await sahara.getClaim({ claimId });
      if (claim === undefined) {
        throw new NegativeAnswerError(`Nobody filed claim ${claimId}. dispute list shows all.`);
      }
      const { kind, stage, assetId, claimant, respondent, units, bond, parentClaimId } = claim;
      const { token } = sahara.clients.addresses;
      const { collected } = await sahara.getRefundPool({ claimId });
      cli.answer({
        json: { ...claim, collected },
        text: fields([
          ["Claim", `${claimId} (${kind})`],
          ["Stage", stage],
          ["Asset", `${assetId}`],
          ["Claimant", claimant],
          ["Answered by", respondent ?? "nobody"],
          ["Follows from", parentClaimId === undefined ? undefined : `claim ${parentClaimId}`],
          ["Disputes", formatUnitCount(units)],
          ["Bond", await tokens.format(bond, token)],
          ["For licensees", collected === 0n ? undefined : await tokens.format(collected, token)],
          ["Until", formatTime(claim.deadline)],
        ]),
      });
    });
