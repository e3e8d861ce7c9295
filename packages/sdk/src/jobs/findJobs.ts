import { addressTopic } from "../chain/addressTopic.ts";
import { argument, eventsOf } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { toHex32 } from "../values/hex32.ts";
import { getJob } from "./getJob.ts";
import type { Job, JobState } from "./job.ts";

export type FindJobsParameters = {
  /** Of this client only. */
  client?: Address | undefined;
  /** That use this asset only. */
  assetId?: bigint | undefined;
  /** That this operator has, or that are kept for it. */
  operator?: Address | undefined;
  /** In this state only. */
  state?: JobState | undefined;
};

/** Jobs that were ever posted, found from events, in the order of their ids. */
export async function findJobs(
  clients: Clients,
  { client, assetId, operator, state }: FindJobsParameters = {},
): Promise<Job[]> {
  const { topicHash } = clients.contracts.jobs.interface.getEvent("JobPosted");
  const logs = await getLogs(clients, {
    address: clients.addresses.jobs,
    topics: [
      topicHash,
      null,
      addressTopic(client, "client"),
      assetId === undefined ? null : toHex32(assetId),
    ],
  });
  const wanted = operator === undefined ? undefined : parseAddress(operator, "operator");
  const posted = eventsOf(clients, "jobs", "JobPosted", logs);
  const jobs = await mapLimited(posted, (event) =>
    getJob(clients, { jobId: argument<bigint>(event, "jobId") }),
  );
  return jobs.filter(
    (job) =>
      (wanted === undefined || job.operator === wanted) &&
      (state === undefined || job.state === state),
  );
}
