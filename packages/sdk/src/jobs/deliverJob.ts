import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type JobReportParameters, toJobReport } from "./jobReport.ts";

export type DeliverJobParameters = JobReportParameters & {
  /** Signature of the `JobReport` by a key of the operator, if the signer is not the operator. */
  signature?: string | undefined;
};

/** The unsigned transaction of {@link deliverJob}. */
export async function prepareDeliverJob(
  clients: Clients,
  { signature = "0x", ...parameters }: DeliverJobParameters,
): Promise<PreparedTransaction> {
  const { jobId, operator, ...delivery } = await toJobReport(clients, parameters);
  const { interface: jobs } = clients.contracts.jobs;
  const args = [jobId, operator, delivery, signature] as const;
  return prepare(clients, "jobs", jobs.encodeFunctionData("deliver", [...args]));
}

/** Delivers a job. In a race the report has to be committed to in an earlier block. */
export async function deliverJob(
  clients: Clients,
  parameters: DeliverJobParameters,
): Promise<Written> {
  return written(await send(clients, await prepareDeliverJob(clients, parameters)));
}
