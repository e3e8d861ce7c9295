import type { JobPolicy } from "../jobs/jobPolicy.ts";
import type { JsonObject } from "../models/Json.ts";
import type { LogLevel } from "../log/createLogger.ts";

/** What an operator configures, checked. Secrets are no part of it; see `NodeSecrets`. */
export type NodeConfig = {
  readonly listen: { readonly host: string; readonly port: number };
  /** URL under which clients reach the node; payments name it. */
  readonly publicUrl: string | undefined;
  readonly chain: ChainConfig;
  /** Address of the operator, in lower case. */
  readonly operator: string;
  /** Number of the node among those of the operator: its lane of directly paid calls. */
  readonly nodeNumber: number;
  readonly store: StoreConfig;
  readonly models: readonly ModelConfig[];
  readonly redeem: RedeemConfig;
  /** Undefined: the node takes no jobs. */
  readonly jobs: JobsConfig | undefined;
  readonly limits: Limits;
  readonly logLevel: LogLevel;
};

export type ChainConfig = {
  readonly rpcUrl: string;
  /** File that `./sahara deploy` or `./sahara exportDeployment` wrote. */
  readonly deployment: string;
  /** Blocks that a deposit has to be past before it counts. */
  readonly confirmations: number;
  readonly pollMs: number;
  /** Most blocks that one request for logs covers. */
  readonly blockRange: number;
};

export type StoreConfig =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly connections: number };

export type ModelConfig = {
  readonly id: string;
  readonly kind: string;
  readonly options: JsonObject;
  readonly offerId: string;
  /** Defaults to the offer's `maxPricePerCall` a call. */
  readonly price: { readonly perCall: bigint; readonly perUnit: bigint } | undefined;
  readonly freeCallsPerDay: number;
};

export type RedeemConfig = {
  /** Redeems what it holds after so many seconds ... */
  readonly everySeconds: number;
  /** ... or as soon as that is worth so much. */
  readonly fromAmount: bigint;
  /** Vouchers in one transaction. */
  readonly batchSize: number;
};

export type JobsConfig = JobPolicy & {
  /** Folder with the data of jobs, and with what comes of them. */
  readonly content: string;
  /** Folder with encrypted vaults that the node has the keys of. */
  readonly vaults: string;
  /** Folder that remembers how far each job is. */
  readonly journal: string;
  /** Pause between two looks at the board. */
  readonly pollMs: number;
  /** Most time that a program may take for all rows of a data set. */
  readonly computeSeconds: number;
};

export type Limits = {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  readonly responseBytes: number;
  readonly connections: number;
  /** Requests that are being answered at once; more are told that the node is busy. */
  readonly requests: number;
  /** Calls that wait for one model. */
  readonly waitingCalls: number;
  /** Time for a client to send its request, and between bytes of an answer that it reads. */
  readonly requestMs: number;
  /** Time for a model to answer. */
  readonly modelMs: number;
  /** For how long answers are kept for clients that ask again. */
  readonly keepResponsesSeconds: number;
};
