import { createLoop } from "@sahara/http";

import type { AccountBook } from "../chain/createAccountBook.ts";
import type { Collector } from "../chain/createCollector.ts";
import type { Redeemer } from "../chain/createRedeemer.ts";
import type { UsageContracts } from "../chain/UsageContracts.ts";
import type { RedeemConfig } from "../config/NodeConfig.ts";
import type { Logger } from "../log/createLogger.ts";
import type { Metrics } from "../metrics/createMetrics.ts";
import type { Tally } from "../metrics/createTally.ts";
import { endOf } from "../offers/openOffers.ts";
import type { ServedOffer } from "../offers/ServedOffer.ts";
import type { Store } from "../store/Store.ts";

export type MaintenanceDeps = {
  readonly accounts: AccountBook;
  readonly redeemer: Redeemer;
  readonly collector: Collector;
  readonly store: Store;
  readonly offers: readonly ServedOffer[];
  readonly meter: UsageContracts["meter"];
  readonly metrics: Pick<Metrics, "head">;
  /** What was charged since the last redemption. */
  readonly unredeemed: Tally;
  readonly pollMs: number;
  readonly redeem: RedeemConfig;
  readonly keepResponsesSeconds: number;
  readonly now: () => number;
  readonly log: Logger;
};

/** How often it is looked at whether there is enough to redeem. */
const REDEEM_CHECK_MS = 1_000;
/** How long a redemption that failed is left alone; what keeps it from working seldom passes at once. */
const RETRY_MS = 30_000;
const HOUSEKEEPING_MS = 60_000;
/** Polls in a row that may fail before the node calls itself unhealthy. */
const MAX_FAILURES = 5;

/** What a node does besides answering: follows the chain, redeems, tidies up. */
export function createMaintenance(deps: MaintenanceDeps) {
  const {
    accounts,
    redeemer,
    collector,
    store,
    offers,
    meter,
    metrics,
    unredeemed,
    redeem,
    now,
    log,
  } = deps;
  let failures = 0;
  let redeemedAt = Date.now();
  let retryAt = 0;
  let collecting: Promise<void> | undefined;

  async function follow(): Promise<void> {
    try {
      await accounts.follow();
      failures = 0;
      metrics.head.set(accounts.head());
    } catch (error) {
      failures++;
      log.warn("chain.unreachable", { failures, error });
    }
  }

  async function redeemAndCollect(): Promise<void> {
    const before = unredeemed.sum();
    await redeemer.redeem();
    await collector.collect();
    // Only now: after a failure the next turn tries again.
    unredeemed.subtract(before);
    redeemedAt = Date.now();
  }

  /** One at a time, however many ask. */
  function collect(): Promise<void> {
    collecting ??= redeemAndCollect().finally(() => {
      collecting = undefined;
    });
    return collecting;
  }

  async function redeemWhenDue(): Promise<void> {
    const isLate = Date.now() - redeemedAt >= redeem.everySeconds * 1_000;
    const isDue = isLate || unredeemed.sum() >= redeem.fromAmount;
    if (!isDue || Date.now() < retryAt) return;
    try {
      await collect();
    } catch (error) {
      retryAt = Date.now() + RETRY_MS;
      throw error;
    }
  }

  async function tidyUp(): Promise<void> {
    await store.prune(now() - deps.keepResponsesSeconds);
    for (const served of offers) served.endsAt = await endOf(meter, served.offerId);
  }

  const loop = (task: string, run: () => Promise<void>, everyMs: number) => {
    const onError = (error: unknown) => {
      log.error("maintenance.failed", { task, error });
    };
    return createLoop({ run, everyMs, onError });
  };
  const loops = [
    loop("follow", follow, deps.pollMs),
    loop("redeem", redeemWhenDue, REDEEM_CHECK_MS),
    loop("tidy", tidyUp, HOUSEKEEPING_MS),
  ];

  return {
    collect,
    health: () => ({ healthy: failures < MAX_FAILURES, block: accounts.head() }),
    /** Follows the chain up to now, counts what an earlier run left, then keeps on doing everything. */
    async start(): Promise<void> {
      await accounts.follow();
      unredeemed.add(await redeemer.outstanding());
      for (const loop of loops) loop.start();
    },
    async stop(): Promise<void> {
      await Promise.all(loops.map((loop) => loop.stop()));
      await collecting?.catch(() => undefined);
    },
  };
}
