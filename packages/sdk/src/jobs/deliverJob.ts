import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";

export type DeliverJobParameters = {
  jobId: bigint;
  /** Digest or CID of the artefact. */
  resultRoot: string;
  /** Digest or CID of the report. */
  reportRoot: string;
  /** What is asked for, at most the reward, in base units. */
  amount: bigint;
  /** Defaults to the signer. */
  operator?: Address | undefined;
  /** Signature of the `JobReport` by a key of the operator, if the signer is not the operator. */
  signature?: string | undefined;
};

/** The unsigned transaction of {@link deliverJob}. */
export async function prepareDeliverJob(
  clients: Clients,
  parameters: DeliverJobParameters,
): Promise<PreparedTransaction> {
  const { jobId, signature = "0x" } = parameters;
  const operator = parseAddress(await accountOf(clients, parameters.operator), "operator");
  const delivery = {
    resultRoot: parseRoot(parameters.resultRoot, "result root"),
    reportRoot: parseRoot(parameters.reportRoot, "report root"),
    amount: parseUint(parameters.amount, 96, "amount"),
  };
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
