import { Worker } from "node:worker_threads";

import { ThreadLostError } from "../jobs/runInThread.ts";
import { OutOfTimeError } from "./computeErrors.ts";
import type { ReleaseOptions } from "./releaseTotals.ts";
import type { RunRowsParameters } from "./runRows.ts";

/** All that the thread is given. */
export type ComputeOrder = Omit<RunRowsParameters, "onRow"> & ReleaseOptions;

/** The counters that are given out; undefined: too few rows are behind it. */
export type ReleasedCounters = readonly (bigint | undefined)[];

export type ThreadMessage =
  | { readonly kind: "computed" }
  | { readonly kind: "released"; readonly counters: ReleasedCounters };

export type ComputeOptions = {
  /** Most time that the rows may take. */
  readonly seconds: number;
  /** Called when all rows are done and no noise is drawn: the budget is spent here. If it throws, nothing comes out. */
  readonly beforeRelease: () => Promise<void>;
  readonly signal: AbortSignal;
};

const THREAD = new URL("computeThread.ts", import.meta.url);

/** The stack has room for what the meter lets a program call, several times over. Rows do not count for the heap. */
const RESOURCE_LIMITS = { stackSizeMb: 16, maxOldGenerationSizeMb: 512 };

/**
 * Runs a program over rows in a thread of its own. The totals never leave the thread: what does are the counters with
 * noise, drawn once `beforeRelease` is done.
 *
 * @throws {OutOfTimeError}
 */
export async function computeInThread(
  order: ComputeOrder,
  { seconds, beforeRelease, signal }: ComputeOptions,
): Promise<ReleasedCounters> {
  signal.throwIfAborted();
  const thread = new Worker(THREAD, { workerData: order, resourceLimits: RESOURCE_LIMITS });
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ReleasedCounters>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new OutOfTimeError(seconds));
      }, seconds * 1_000);
      thread.on("message", (message: ThreadMessage) => {
        if (message.kind === "released") {
          resolve(message.counters);
          return;
        }
        clearTimeout(timer);
        beforeRelease().then(() => {
          thread.postMessage("release");
        }, reject);
      });
      thread.once("error", reject);
      thread.once("exit", (code) => {
        reject(new ThreadLostError(code));
      });
      const stop = () => {
        reject(signal.reason as Error); // Whoever aborts gives an error as the reason, or gets one made.
      };
      signal.addEventListener("abort", stop, { signal: over.signal });
    });
  } finally {
    clearTimeout(timer);
    over.abort();
    await thread.terminate();
  }
}
