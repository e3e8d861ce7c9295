import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type AcceptSilentJobParameters = { jobId: bigint };

/** The unsigned transaction of {@link acceptSilentJob}. */
export function prepareAcceptSilentJob(
  clients: Clients,
  { jobId }: AcceptSilentJobParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const data = jobs.encodeFunctionData("acceptSilent", [jobId]);
  return prepare(clients, "jobs", data);
}

/** Pays for a delivery that the client was silent on for the whole review. Anyone may. */
export async function acceptSilentJob(
  clients: Clients,
  parameters: AcceptSilentJobParameters,
): Promise<Written> {
  return written(await send(clients, prepareAcceptSilentJob(clients, parameters)));
}
