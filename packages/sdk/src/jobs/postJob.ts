import { ZeroAddress } from "ethers";

import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { indexOfName } from "../values/names.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";
import { JOB_KINDS, type JobKind } from "./job.ts";

export type PostJobParameters = {
  kind: JobKind;
  /** The asset that is used and earns. Defaults to none. */
  assetId?: bigint | undefined;
  /** Its share after the protocol's fee, in basis points. Defaults to 0. */
  assetBps?: bigint | undefined;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
  /** The only operator that may do it. Defaults to any. */
  operator?: Address | undefined;
  /** Whether `operator` has the job at once, without taking it. */
  assign?: boolean | undefined;
  /** Whether nobody takes it and the first delivery counts. */
  race?: boolean | undefined;
  /** Most that it pays, in base units; all is funded at once. */
  reward: bigint;
  /** Unix time. */
  deliverBy: bigint;
  /** Seconds to review, 10 minutes to 30 days. Defaults to a day. */
  reviewPeriod?: bigint | undefined;
  /** Digest or CID of the specification. */
  specRoot: string;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type PostJobResult = Written & { jobId: bigint };

const DAY_S = 86_400n;

/** The unsigned transaction of {@link postJob}, and the approval that it may need before. */
export async function preparePostJob(
  clients: Clients,
  parameters: PostJobParameters,
): Promise<PreparedTransaction> {
  const { assetId = 0n, assetBps = 0n, race = false, assign = false, approve } = parameters;
  const { deliverBy, reviewPeriod = DAY_S, operator } = parameters;
  const token = parseAddress(parameters.token ?? clients.addresses.token, "token");
  const reward = parseUint(parameters.reward, 96, "reward");
  const spec = {
    kind: indexOfName(JOB_KINDS, parameters.kind, "kind of job"),
    ...{ assetId, assetBps, token, race, reward, deliverBy, reviewPeriod },
    operator: operator === undefined ? ZeroAddress : parseAddress(operator, "operator"),
    specRoot: parseRoot(parameters.specRoot, "specification root"),
  };
  const { interface: jobs } = clients.contracts.jobs;
  const data = assign
    ? jobs.encodeFunctionData("postAssigned", [spec])
    : jobs.encodeFunctionData("post", [spec]);
  const spending = { token, spender: clients.addresses.jobs, amount: reward, approve };
  return prepare(clients, "jobs", data, { before: await prepareSpending(clients, spending) });
}

/**
 * Posts a job and funds it.
 *
 * @throws {InsufficientFundsError} When the signer has less than the reward.
 */
export async function postJob(
  clients: Clients,
  parameters: PostJobParameters,
): Promise<PostJobResult> {
  const receipt = await send(clients, await preparePostJob(clients, parameters));
  const jobId = argument<bigint>(eventOf(clients, "jobs", "JobPosted", receipt), "jobId");
  return { ...written(receipt), jobId };
}
