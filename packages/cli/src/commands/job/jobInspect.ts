import { ZeroAddress, ZeroHash } from "ethers";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { formatBps, formatDuration, formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const jobInspect = (cli: Cli) =>
  createCommand({
    name: "inspect",
    does: "Show a job: what it pays, who has it, where it stands, and what was delivered.",
    examples: ["job inspect 7"],
  })
    .argument("<job>", "id of the job", parseId)
    .action(async (jobId) => {
      const { sahara, tokens } = await cli.connect();
      const job = await sahara.getJob({ jobId });
      if (job.state === "NONE") {
        throw new NegativeAnswerError(`Nobody posted job ${jobId}. job list shows all of them.`);
      }
      const { kind, race, client, operator, assetId, assetBps, funded, token, amount } = job;
      const isDelivered = job.resultRoot !== ZeroHash;
      cli.answer({
        json: job,
        text: fields([
          ["Job", `${jobId} (${kind})`],
          ["State", job.state],
          ["Client", client],
          ["Operator", operator === ZeroAddress ? (race ? "a race" : "nobody yet") : operator],
          ["Reward", await tokens.format(funded, token)],
          ["Asset", assetId === 0n ? undefined : `${assetId}, gets ${formatBps(assetBps)}`],
          ["Deliver by", formatTime(job.deliverBy)],
          ["Review", formatDuration(job.reviewPeriod)],
          ["Delivered", isDelivered ? formatTime(job.deliveredAt) : undefined],
          ["Result", isDelivered ? job.resultRoot : undefined],
          ["Asks for", isDelivered ? await tokens.format(amount, token) : undefined],
        ]),
      });
    });
