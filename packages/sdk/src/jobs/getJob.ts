import type { Clients } from "../clients.ts";
import { nameAt } from "../values/names.ts";
import { type Job, JOB_KINDS, JOB_STATES } from "./job.ts";

export type GetJobParameters = { jobId: bigint };

/** Reads a job; one that nobody posted is in the state NONE. */
export async function getJob(
  { contracts }: Pick<Clients, "contracts">,
  { jobId }: GetJobParameters,
): Promise<Job> {
  const job = await contracts.jobs.jobOf(jobId);
  const { race, client, operator, token, assetId, assetBps, feeBps, funded, amount } = job;
  const { deliverBy, reviewPeriod, deliveredAt, resultRoot } = job;
  return {
    jobId,
    state: nameAt(JOB_STATES, job.state),
    kind: nameAt(JOB_KINDS, job.kind),
    ...{ race, client, operator, token, assetId, assetBps, feeBps, funded, amount },
    ...{ deliverBy, reviewPeriod, deliveredAt, resultRoot },
  };
}
