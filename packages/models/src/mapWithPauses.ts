import { setImmediate } from "node:timers/promises";
import type { OnProgress } from "./mail.ts";

/** A few milliseconds of work on a mail each. */
const BATCH_SIZE = 128;

/**
 * Maps items one after the other, letting the event loop run, and reporting, after every batch: for
 * work that takes a second in all and would otherwise stop a server.
 */
export async function mapWithPauses<T, U>(
  items: readonly T[],
  map: (item: T) => U,
  onProgress?: OnProgress,
): Promise<U[]> {
  const mapped: U[] = [];
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    for (const item of items.slice(start, start + BATCH_SIZE)) mapped.push(map(item));
    onProgress?.({ done: mapped.length, total: items.length });
    await setImmediate();
  }
  return mapped;
}
