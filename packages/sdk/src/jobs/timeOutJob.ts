import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type TimeOutJobParameters = { jobId: bigint };

/** The unsigned transaction of {@link timeOutJob}. */
export function prepareTimeOutJob(
  clients: Clients,
  { jobId }: TimeOutJobParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const data = jobs.encodeFunctionData("timeOut", [jobId]);
  return prepare(clients, "jobs", data);
}

/** Refunds a job that nobody delivered in time. Anyone may. */
export async function timeOutJob(
  clients: Clients,
  parameters: TimeOutJobParameters,
): Promise<Written> {
  return written(await send(clients, prepareTimeOutJob(clients, parameters)));
}
