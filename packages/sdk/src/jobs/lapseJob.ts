import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type LapseJobParameters = { jobId: bigint };

/** The unsigned transaction of {@link lapseJob}. */
export function prepareLapseJob(
  clients: Clients,
  { jobId }: LapseJobParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const data = jobs.encodeFunctionData("lapse", [jobId]);
  return prepare(clients, "jobs", data);
}

/** Divides amount and bond of a dispute evenly that nobody ruled on for 14 days. Anyone may. */
export async function lapseJob(clients: Clients, parameters: LapseJobParameters): Promise<Written> {
  return written(await send(clients, prepareLapseJob(clients, parameters)));
}
