import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type ConcedeJobParameters = { jobId: bigint };

/** The unsigned transaction of {@link concedeJob}. */
export function prepareConcedeJob(
  clients: Clients,
  { jobId }: ConcedeJobParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const data = jobs.encodeFunctionData("concede", [jobId]);
  return prepare(clients, "jobs", data);
}

/** Gives a job up: all of its money goes back to the client. Only its operator. */
export async function concedeJob(
  clients: Clients,
  parameters: ConcedeJobParameters,
): Promise<Written> {
  return written(await send(clients, prepareConcedeJob(clients, parameters)));
}
