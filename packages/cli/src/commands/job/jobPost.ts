import { JOB_KINDS, parseBps } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { metadataRootOfFile } from "../../files/metadataRootOfFile.ts";
import { formatTime } from "../../output/format.ts";
import { parseName } from "../../parse/names.ts";
import { parseId } from "../../parse/numbers.ts";
import { parseDuration, parseTime } from "../../parse/times.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const jobPost = (cli: Cli) =>
  createCommand({
    name: "post",
    does: "Post a job and fund it. What is not paid for it comes back. Approves exactly the reward where needed.",
    examples: [
      "job post training 100 --spec job.json --deliver-by 2030-01-31 --asset 1 --share 20%",
      "job post batch-inference 5 --spec-root 0x5f16…e3a2 --deliver-by 2030-01-31 --operator 0x7099…79C8 --assign",
    ],
  })
    .argument("<kind>", JOB_KINDS.join(", "), (text) => parseName(JOB_KINDS, text))
    .argument("<reward>", "most that it pays, such as 100")
    .requiredOption("--deliver-by <time>", "when it has to be delivered", parseTime)
    .option("--spec <file>", "JSON file that says what is to be done")
    .option("--spec-root <digest>", "digest or CID of that file, instead")
    .option("--asset <asset>", "asset that is used and earns", parseId)
    .option("--share <percent>", "its share after the fee, such as 20% (default: none)", parseBps)
    .option("--operator <account>", "the only operator that may do it")
    .option("--assign", "that operator has it at once")
    .option("--race", "nobody takes it, and the first delivery counts")
    .option("--review <period>", "time to review, 10m to 30d (default: a day)", parseDuration)
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (kind, text, { spec, specRoot: root, deliverBy, asset, share, ...rest }) => {
      const { operator, assign, race, review, token, dryRun } = rest;
      if (assign === true && operator === undefined) {
        throw new UsageError("--assign needs --operator: who is to have the job?");
      }
      const specRoot = await takeSpecRoot(cli, { spec, root });
      const { sahara, tokens } = await cli.connect();
      const currency = await tokens.find(token);
      const parameters = {
        ...{ kind, assetId: asset, assetBps: share, operator, assign, race, deliverBy, specRoot },
        ...{ token: currency.address, reward: readAmount(text, currency), reviewPeriod: review },
      };
      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePostJob(parameters),
        send: () => sahara.postJob(parameters),
        tell: async ({ jobId }) => [
          ["Job", `${jobId}`],
          ["Funded", await tokens.format(parameters.reward, currency.address)],
          ["Deliver by", formatTime(deliverBy)],
          ["Specification", specRoot],
        ],
      });
    });

async function takeSpecRoot(
  cli: Pick<Cli, "io">,
  { spec, root }: { spec: string | undefined; root: string | undefined },
): Promise<string> {
  if (spec !== undefined && root === undefined)
    return (await metadataRootOfFile(cli.io, spec)).digest;
  if (spec === undefined && root !== undefined) return root;
  throw new UsageError("Pass --spec or --spec-root, one of the two.");
}
