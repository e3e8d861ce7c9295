import { Worker } from "node:worker_threads";

/** Thrown when a thread ends without a result. */
export class ThreadLostError extends Error {
  override readonly name = "ThreadLostError";

  constructor(exitCode: number) {
    super(`The thread ended with exit code ${exitCode} before its work was done.`);
  }
}

/**
 * Runs a module in a thread of its own, so that the process goes on answering, and returns the one message that it
 * posts. Nothing else stops what computes: when the signal is aborted, the thread is ended.
 *
 * @param input What the module finds as its `workerData`.
 */
export async function runInThread<Result>(
  module: URL,
  input: unknown,
  signal: AbortSignal,
): Promise<Result> {
  signal.throwIfAborted();
  const thread = new Worker(module, { workerData: input });
  const over = new AbortController();
  try {
    return await new Promise<Result>((resolve, reject) => {
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", (code) => {
        reject(new ThreadLostError(code));
      });
      // Whoever aborts gives an error as the reason, or gets one made.
      const stop = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", stop, { signal: over.signal });
    });
  } finally {
    over.abort();
    await thread.terminate();
  }
}
