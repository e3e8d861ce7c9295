import { accountOf, type Clients } from "../clients.ts";
import { createDigests, jobsDomain } from "../usage/digests.ts";
import { ethersSignatures } from "../usage/signatures.ts";
import type { JobReport } from "../usage/structs.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";

export type JobReportParameters = {
  jobId: bigint;
  /** Digest or CID of the artefact. */
  resultRoot: string;
  /** Digest or CID of the report. */
  reportRoot: string;
  /** What is asked for, at most the reward, in base units. */
  amount: bigint;
  /** Defaults to the signer. */
  operator?: Address | undefined;
};

/** What an operator says of the result of a job, complete. */
export async function toJobReport(
  clients: Pick<Clients, "signer">,
  parameters: JobReportParameters,
): Promise<JobReport> {
  return {
    jobId: parseUint(parameters.jobId, 256, "job id"),
    operator: parseAddress(await accountOf(clients, parameters.operator), "operator"),
    resultRoot: parseRoot(parameters.resultRoot, "result root"),
    reportRoot: parseRoot(parameters.reportRoot, "report root"),
    amount: parseUint(parameters.amount, 96, "amount"),
  };
}

/** What a key of the operator signs, and what a race is committed to with. */
export function jobReportDigest(
  { chainId, addresses }: Pick<Clients, "chainId" | "addresses">,
  report: JobReport,
): string {
  return createDigests(jobsDomain(chainId, addresses.jobs), ethersSignatures).id(
    "JobReport",
    report,
  );
}
