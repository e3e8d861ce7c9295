import type { AccountTerms, UsageOffer } from "@sahara/sdk";

/** How calls are paid. */
export type Payment =
  | { readonly kind: "none" }
  | {
      readonly kind: "voucher";
      readonly chainId: bigint;
      readonly meter: string;
      readonly account: AccountTerms;
      readonly accountId: string;
      readonly offer: UsageOffer;
      readonly offerId: string;
      readonly payerKey: string;
      readonly operatorKeys: readonly string[];
      /** The first lane; each further client has the next. Lanes must be new. */
      readonly firstLane: number;
    }
  | {
      readonly kind: "x402";
      readonly chainId: bigint;
      readonly token: string;
      readonly payerKey: string;
      readonly maxAmount: bigint;
    };

/** What a load generator is to do. */
export type Plan = {
  /** What each client calls in turn, so that all are measured in the same moments. */
  readonly targets: readonly {
    readonly name: string;
    readonly url: string;
    readonly payment: Payment;
  }[];
  /** Clients side by side, each with a connection of its own and one call at a time. */
  readonly clients: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** The server whose processor time is read. */
  readonly serverPid: number;
};

/** What came of it. Times are in milliseconds. */
export type Outcome = {
  readonly targets: Readonly<Record<string, TargetOutcome>>;
  /** Shares of one core that server and load generator used. */
  readonly serverUse: number | undefined;
  readonly clientUse: number | undefined;
  /** When it was measured, by the monotonic clock of the machine, in microseconds. */
  readonly window: { readonly fromUs: number; readonly toUs: number };
};

export type TargetOutcome = {
  readonly calls: number;
  readonly callsPerSecond: number;
  /** From the request's first byte sent to the answer's last received. */
  readonly latency: Latency;
  /** Median of the same with what the client does: signing before, checking after. */
  readonly wholeMs: number;
};

export type Latency = {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
};
