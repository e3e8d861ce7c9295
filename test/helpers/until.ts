import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 50;
/** Longer than any machine needs, shorter than a test may take. */
const LIMIT_MS = 60_000;

/**
 * Waits until something holds that nobody tells of.
 *
 * @param what What is waited for, for the message.
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await sleep(POLL_MS);
  }
}
