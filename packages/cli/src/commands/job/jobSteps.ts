import type { PreparedTransaction, Sahara, Written } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

type Step = {
  name: string;
  does: string;
  prepare: (sahara: Sahara, job: { jobId: bigint }) => Promise<PreparedTransaction>;
  send: (sahara: Sahara, job: { jobId: bigint }) => Promise<Written>;
};

/** A command that moves a job on and needs nothing but its id. */
const createStep =
  ({ name, does, prepare, send }: Step) =>
  (cli: Cli) =>
    createCommand({ name, does, examples: [`job ${name} 7`, `job ${name} 7 --dry-run`] })
      .argument("<job>", "id of the job", parseId)
      .option(...DRY_RUN)
      .action(async (jobId, { dryRun }) => {
        const { sahara } = await cli.connect();
        await write(cli, {
          dryRun,
          prepare: () => prepare(sahara, { jobId }),
          send: () => send(sahara, { jobId }),
          tell: async () => [["Job", `${jobId} (${(await sahara.getJob({ jobId })).state})`]],
        });
      });

export const jobTake = createStep({
  name: "take",
  does: "Take an open job, as an operator that can do it.",
  prepare: (sahara, job) => sahara.prepareTakeJob(job),
  send: (sahara, job) => sahara.takeJob(job),
});

export const jobConcede = createStep({
  name: "concede",
  does: "Give a job up, as its operator: all of its money goes back to the client.",
  prepare: (sahara, job) => sahara.prepareConcedeJob(job),
  send: (sahara, job) => sahara.concedeJob(job),
});

export const jobCancel = createStep({
  name: "cancel",
  does: "Take a job back that nobody has, as its client.",
  prepare: (sahara, job) => sahara.prepareCancelJob(job),
  send: (sahara, job) => sahara.cancelJob(job),
});
