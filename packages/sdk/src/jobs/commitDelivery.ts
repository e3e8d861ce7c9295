import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { jobReportDigest, type JobReportParameters, toJobReport } from "./jobReport.ts";

export type CommitDeliveryParameters = JobReportParameters;
export type CommitDeliveryResult = Written & {
  /** What was committed to: the digest of the report. */
  digest: string;
};

/** The unsigned transaction of {@link commitDelivery}. */
export async function prepareCommitDelivery(
  clients: Clients,
  parameters: CommitDeliveryParameters,
): Promise<PreparedTransaction> {
  const report = await toJobReport(clients, parameters);
  const { interface: jobs } = clients.contracts.jobs;
  const args = [report.jobId, jobReportDigest(clients, report)] as const;
  return prepare(clients, "jobs", jobs.encodeFunctionData("commitDelivery", [...args]));
}

/** Commits to a report in a race without showing it. Deliver exactly this in a later block. */
export async function commitDelivery(
  clients: Clients,
  parameters: CommitDeliveryParameters,
): Promise<CommitDeliveryResult> {
  const receipt = await send(clients, await prepareCommitDelivery(clients, parameters));
  const digest = jobReportDigest(clients, await toJobReport(clients, parameters));
  return { ...written(receipt), digest };
}
