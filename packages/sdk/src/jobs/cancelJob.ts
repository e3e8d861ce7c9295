import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type CancelJobParameters = { jobId: bigint };

/** The unsigned transaction of {@link cancelJob}. */
export function prepareCancelJob(
  clients: Clients,
  { jobId }: CancelJobParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const data = jobs.encodeFunctionData("cancel", [jobId]);
  return prepare(clients, "jobs", data);
}

/** Takes a job back that nobody has. Only the client. */
export async function cancelJob(
  clients: Clients,
  parameters: CancelJobParameters,
): Promise<Written> {
  return written(await send(clients, prepareCancelJob(clients, parameters)));
}
