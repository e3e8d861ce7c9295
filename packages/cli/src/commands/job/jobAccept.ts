import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const jobAccept = (cli: Cli) =>
  createCommand({
    name: "accept",
    does: "Pay what a delivery asks for, as the client; or, with --silent, for a client that let the review pass. Anyone may then.",
    examples: ["job accept 7", "job accept 7 --silent"],
  })
    .argument("<job>", "id of the job", parseId)
    .option("--silent", "the review is over and the client said nothing")
    .option(...DRY_RUN)
    .action(async (jobId, { silent, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const job = { jobId };
      await write(cli, {
        dryRun,
        prepare: () =>
          silent === true ? sahara.prepareAcceptSilentJob(job) : sahara.prepareAcceptJob(job),
        send: () => (silent === true ? sahara.acceptSilentJob(job) : sahara.acceptJob(job)),
        tell: async () => {
          const { amount, token, operator } = await sahara.getJob(job);
          return [
            ["Paid", await tokens.format(amount, token)],
            ["To", `${operator}, less the shares of asset and protocol`],
          ];
        },
      });
    });
