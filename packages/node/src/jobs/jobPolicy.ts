import type { JobKind, PostedJob } from "./JobBoardClient.ts";

/** Which jobs an operator wants. */
export type JobPolicy = {
  readonly kinds: readonly JobKind[];
  /** Least that a job must pay, by the address of the token in lower case; other tokens are declined. */
  readonly leastReward: Readonly<Record<string, bigint>>;
  /** Least share of a compute-to-data job that its asset must earn, in basis points. */
  readonly leastAssetBps: number;
  /** Least time that must be left when a job is taken. */
  readonly leastSeconds: number;
  /** Time before the deadline that is kept for the delivery. */
  readonly deliverySeconds: number;
};

/** Says why a job is not wanted, or undefined if it is. */
export function reasonToDecline(
  job: PostedJob,
  { policy, secondsLeft, operator }: { policy: JobPolicy; secondsLeft: number; operator: string },
): string | undefined {
  const least = policy.leastReward[job.token];
  if (job.kind === "COMPUTE_TO_DATA") {
    if (job.race) return "a race would spend a privacy budget for answers that lose";
    if (job.assetBps < policy.leastAssetBps) return `its asset earns ${job.assetBps} bps`;
  }
  if (!policy.kinds.includes(job.kind)) return `${job.kind} is not wanted`;
  if (job.operator !== undefined && job.operator !== operator) return "it is for another operator";
  if (least === undefined) return `the token ${job.token} is not wanted`;
  if (job.funded < least) return `it pays ${job.funded}, less than ${least}`;
  if (secondsLeft < policy.leastSeconds) return `${secondsLeft} s are too short`;
  return undefined;
}
