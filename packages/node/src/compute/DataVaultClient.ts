/** What the owner of data lets out, and whether anything may run now. */
export type ComputeRules = {
  /** Root of the version's content, which is what the program runs on. */
  readonly contentRoot: string;
  /** Undefined: the program is not allowed. */
  readonly limits: ProgramLimits | undefined;
  readonly operatorAllowed: boolean;
  readonly disputed: boolean;
  /** Millionths of epsilon that are left; undefined: the version has no budget. */
  readonly budgetLeft: bigint | undefined;
};

export type ProgramLimits = {
  readonly maxRows: number;
  readonly maxOutputBytes: number;
  readonly minGroupSize: number;
};

export type ComputeQuestion = {
  readonly assetId: bigint;
  readonly version: bigint;
  readonly programHash: string;
};

export type Spending = ComputeQuestion & {
  /** In millionths. */
  readonly epsilon: bigint;
  /** The job that it is for. */
  readonly jobRef: string;
};

/** The data vault, as one operator sees it. */
export type DataVaultClient = {
  /** Whether the node holds the operator's own key, without which it can't spend. */
  readonly canSpend: boolean;
  readRules: (question: ComputeQuestion) => Promise<ComputeRules>;
  /**
   * Spends, and returns when that is in the chain.
   *
   * @param note Keeps the signed transaction before it is sent.
   */
  spend: (spending: Spending, note: (transaction: string) => Promise<void>) => Promise<void>;
  /** Whether a transaction that was kept is in the chain and went through; sends it again if it is not there. */
  hasSpent: (transaction: string) => Promise<boolean>;
};
