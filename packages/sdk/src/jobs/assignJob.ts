import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type AssignJobParameters = { jobId: bigint; operator: Address };

/** The unsigned transaction of {@link assignJob}. */
export function prepareAssignJob(
  clients: Clients,
  { jobId, operator }: AssignJobParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const data = jobs.encodeFunctionData("assign", [jobId, parseAddress(operator, "operator")]);
  return prepare(clients, "jobs", data);
}

/** Gives an open job to an operator that can do it. Only the client. */
export async function assignJob(
  clients: Clients,
  parameters: AssignJobParameters,
): Promise<Written> {
  return written(await send(clients, prepareAssignJob(clients, parameters)));
}
