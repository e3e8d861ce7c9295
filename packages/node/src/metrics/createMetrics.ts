import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { Tally } from "./createTally.ts";

export type Metrics = ReturnType<typeof createMetrics>;

/** Seconds, from a call that costs nothing to a long answer. */
const DURATION_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30];

/** What Prometheus reads. `unredeemed` is what was charged since the last redemption. */
export function createMetrics(unredeemed: Tally) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  return {
    registry,
    calls: new Counter({
      name: "sahara_node_calls_total",
      help: "Calls by model, kind of payment and outcome.",
      labelNames: ["model", "payment", "outcome"],
      registers,
    }),
    duration: new Histogram({
      name: "sahara_node_call_seconds",
      help: "Time from the last byte of a call to its stored answer.",
      buckets: DURATION_BUCKETS,
      registers,
    }),
    refused: new Counter({
      name: "sahara_node_refused_total",
      help: "Requests that were refused, by problem.",
      labelNames: ["problem"],
      registers,
    }),
    redeemed: new Counter({
      name: "sahara_node_vouchers_redeemed_total",
      help: "Vouchers that were presented to the meter.",
      registers,
    }),
    unredeemed: new Gauge({
      name: "sahara_node_unredeemed_units",
      help: "Base units charged since the last redemption.",
      registers,
      collect() {
        this.set(Number(unredeemed.sum()));
      },
    }),
    head: new Gauge({
      name: "sahara_node_chain_block",
      help: "Newest block that was followed.",
      registers,
    }),
  };
}
