import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { readEvidence } from "./evidence.ts";

export const disputeAnswer = (cli: Cli) =>
  createCommand({
    name: "answer",
    does: "Answer a claim as the asset's owner, with a counter-statement and an equal bond.",
    examples: [
      "dispute answer 3 --statement reply.md",
      "dispute answer 3 --statement-root 0x5f16…e3a2",
    ],
  })
    .argument("<claim>", "id of the claim", parseId)
    .option("--statement <path>", "file or folder with the counter-statement")
    .option("--statement-root <digest>", "its content root, instead")
    .option(...DRY_RUN)
    .action(async (claimId, { statement: file, statementRoot: root, dryRun }) => {
      const statementRoot = await readEvidence(cli, { file, root, option: "statement" });
      const { sahara } = await cli.connect();
      const answer = { claimId, statementRoot };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAnswerClaim(answer),
        send: () => sahara.answerClaim(answer),
        tell: ({ deadline }) => [
          ["Claim", `${claimId} (answered)`],
          ["Statement", statementRoot],
          ["Ruling by", formatTime(deadline)],
        ],
      });
    });
