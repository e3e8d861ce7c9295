/** In the order of the contract. */
export const JOB_KINDS = ["TRAINING", "BATCH_INFERENCE", "COMPUTE_TO_DATA"] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** In the order of the contract. */
export const JOB_STATES = ["NONE", "OPEN", "TAKEN", "DELIVERED", "DISPUTED", "CLOSED"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A job as it was posted. Addresses are in lower case. */
export type PostedJob = {
  readonly jobId: bigint;
  readonly kind: JobKind;
  readonly client: string;
  /** The only operator that may do it; undefined: any. */
  readonly operator: string | undefined;
  readonly race: boolean;
  readonly token: string;
  /** What it pays at most, in base units. */
  readonly funded: bigint;
  /** Unix time. */
  readonly deliverBy: number;
  readonly specRoot: string;
  /** The asset that earns a share of what it pays; 0: none. */
  readonly assetId: bigint;
  readonly assetBps: number;
};

/** What has become of a job. */
export type JobStatus = {
  readonly state: JobState;
  /** Who has it, or delivered; undefined: nobody yet. */
  readonly operator: string | undefined;
  readonly resultRoot: string | undefined;
};

/** What an operator hands over. */
export type JobDelivery = {
  readonly resultRoot: string;
  readonly reportRoot: string;
  readonly amount: bigint;
};

/** The board, as one operator sees it. */
export type JobBoardClient = {
  readonly chainId: bigint;
  /** Address of the board. */
  readonly address: string;
  readonly operator: string;
  /** Whether the node holds the operator's own key, without which it can't take jobs. */
  readonly canTake: boolean;
  /** The jobs posted since a block, and the block to ask from next time. */
  readPosted: (fromBlock: number) => Promise<{ jobs: PostedJob[]; nextBlock: number }>;
  readStatus: (jobId: bigint) => Promise<JobStatus>;
  /** Unix time of the newest block. */
  readTime: () => Promise<number>;
  take: (jobId: bigint) => Promise<void>;
  /** Signs the report with the operator's key and delivers. */
  deliver: (jobId: bigint, delivery: JobDelivery) => Promise<void>;
};
