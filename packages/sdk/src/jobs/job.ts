import type { Address } from "../values/address.ts";

/** What a job is about; the position is the number on chain. */
export const JOB_KINDS = ["TRAINING", "BATCH_INFERENCE", "COMPUTE_TO_DATA"] as const;
/** Where a job stands; the position is the number on chain. */
export const JOB_STATES = ["NONE", "OPEN", "TAKEN", "DELIVERED", "DISPUTED", "CLOSED"] as const;

export type JobKind = (typeof JOB_KINDS)[number];
export type JobState = (typeof JOB_STATES)[number];

/** A job as the chain knows it. */
export type Job = {
  jobId: bigint;
  state: JobState;
  kind: JobKind;
  /** Whether nobody takes it and the first delivery counts. */
  race: boolean;
  client: Address;
  /** Who has it, or the only one that may take it; the zero address: neither. */
  operator: Address;
  token: Address;
  /** The asset that is used and earns; 0 is none. */
  assetId: bigint;
  assetBps: bigint;
  feeBps: bigint;
  /** Base units. */
  funded: bigint;
  /** What the delivery asks for. */
  amount: bigint;
  /** Unix times and seconds. */
  deliverBy: bigint;
  reviewPeriod: bigint;
  deliveredAt: bigint;
  resultRoot: string;
};
