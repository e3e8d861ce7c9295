import type { LogLevel } from "../log/createLogger.ts";
import type { GatewayModel, GatewayUser } from "./createGateway.ts";

/** What whoever runs a gateway configures, checked. The key of its account is no part of it. */
export type GatewayConfig = {
  readonly listen: { readonly host: string; readonly port: number };
  readonly chain: {
    readonly rpcUrl: string;
    /** File that `./sahara deploy` or `./sahara exportDeployment` wrote. */
    readonly deployment: string;
    /** For how long offers, endpoints and keys are believed before they are read again. */
    readonly recentMs: number;
  };
  /** Folder of what must not be lost: the receipts, and what each user has spent. One gateway has it open. */
  readonly data: string;
  readonly budget: {
    /** What operators are paid in; undefined: SAHARA. */
    readonly token: string | undefined;
    /** Most that is deposited at operators in all. */
    readonly limit: bigint;
    /** How much is deposited at a time. */
    readonly topUp: bigint;
  };
  readonly models: readonly GatewayModel[];
  readonly users: readonly GatewayUser[];
  /** One call in so many of a deterministic model is asked again of another operator; 0: none. */
  readonly auditOneIn: number;
  readonly limits: {
    /** Calls that are under way at once; more are told to come back. */
    readonly calls: number;
    /** Calls at once to one operator. */
    readonly lanes: number;
    /** Time for an operator to answer. */
    readonly operatorMs: number;
  };
  readonly logLevel: LogLevel;
};
