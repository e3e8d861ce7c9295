import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";
import { getJob } from "./getJob.ts";

export type DisputeJobParameters = {
  jobId: bigint;
  /** Digest or CID of the reasons. */
  reasonRoot: string;
  /** What to approve for the bond if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The bond is a tenth of what the delivery asks for, rounded up. */
const BOND_DIVISOR = 10n;

/** The unsigned transaction of {@link disputeJob}, and the approval that its bond may need before. */
export async function prepareDisputeJob(
  clients: Clients,
  { jobId, reasonRoot, approve }: DisputeJobParameters,
): Promise<PreparedTransaction> {
  const { token, amount } = await getJob(clients, { jobId });
  const bond = (amount + BOND_DIVISOR - 1n) / BOND_DIVISOR;
  const { interface: jobs } = clients.contracts.jobs;
  const root = parseRoot(reasonRoot, "reason root");
  const data = jobs.encodeFunctionData("dispute", [jobId, root]);
  const spending = { token, spender: clients.addresses.jobs, amount: bond, approve };
  return prepare(clients, "jobs", data, { before: await prepareSpending(clients, spending) });
}

/** Disputes a delivery within its review, with a bond. Only the client. */
export async function disputeJob(
  clients: Clients,
  parameters: DisputeJobParameters,
): Promise<Written> {
  return written(await send(clients, await prepareDisputeJob(clients, parameters)));
}
