import { ProblemError } from "../http/ProblemError.ts";

export type Gate = ReturnType<typeof createGate>;

/** Lets so many tasks through at a time; some more wait, and the rest are refused. */
export function createGate(concurrency: number, maxWaiting: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return {
    /** @throws {ProblemError} `busy`, when too many wait already. */
    async run<T>(task: () => Promise<T>): Promise<T> {
      if (running >= concurrency) {
        if (waiting.length >= maxWaiting) {
          throw new ProblemError("busy", "Too many calls wait for this model.", { retryAfter: 1 });
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        running++;
      }
      try {
        return await task();
      } finally {
        // The place goes straight to the next, so nobody can slip in between.
        const next = waiting.shift();
        if (next === undefined) running--;
        else next();
      }
    },
  };
}
