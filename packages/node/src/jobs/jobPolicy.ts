import type { JobKind, PostedJob } from "./JobBoardClient.ts";

/** Which jobs an operator wants. */
export type JobPolicy = {
  readonly kinds: readonly JobKind[];
  /** Least that a job must pay, by the address of the token in lower case; other tokens are declined. */
  readonly leastReward: Readonly<Record<string, bigint>>;
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
  if (!policy.kinds.includes(job.kind)) return `${job.kind} is not wanted`;
  if (job.operator !== undefined && job.operator !== operator) return "it is for another operator";
  if (least === undefined) return `the token ${job.token} is not wanted`;
  if (job.funded < least) return `it pays ${job.funded}, less than ${least}`;
  if (secondsLeft < policy.leastSeconds) return `${secondsLeft} s are too short`;
  return undefined;
}
