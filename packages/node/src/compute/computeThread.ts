import { parentPort, workerData } from "node:worker_threads";

import type { ComputeOrder, ThreadMessage } from "./computeInThread.ts";
import { systemRandom } from "./noise/RandomBelow.ts";
import { releaseTotals } from "./releaseTotals.ts";
import { runRows } from "./runRows.ts";

// What runs in a thread of its own: it adds up, waits until the budget is spent, and gives out the counters with noise.
const order = workerData as ComputeOrder;
const post = (message: ThreadMessage) => parentPort?.postMessage(message);

const totals = runRows(order);
parentPort?.once("message", () => {
  post({ kind: "released", counters: releaseTotals(totals, order, systemRandom) });
});
post({ kind: "computed" });
