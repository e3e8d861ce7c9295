import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type TakeJobParameters = { jobId: bigint };

/** The unsigned transaction of {@link takeJob}. */
export function prepareTakeJob(
  clients: Clients,
  { jobId }: TakeJobParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const data = jobs.encodeFunctionData("take", [jobId]);
  return prepare(clients, "jobs", data);
}

/** Takes an open job, as an operator that can do it. */
export async function takeJob(clients: Clients, parameters: TakeJobParameters): Promise<Written> {
  return written(await send(clients, prepareTakeJob(clients, parameters)));
}
