import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type AcceptJobParameters = { jobId: bigint };

/** The unsigned transaction of {@link acceptJob}. */
export function prepareAcceptJob(
  clients: Clients,
  { jobId }: AcceptJobParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const data = jobs.encodeFunctionData("accept", [jobId]);
  return prepare(clients, "jobs", data);
}

/** Pays what the delivery asks for. Only the client. */
export async function acceptJob(
  clients: Clients,
  parameters: AcceptJobParameters,
): Promise<Written> {
  return written(await send(clients, prepareAcceptJob(clients, parameters)));
}
