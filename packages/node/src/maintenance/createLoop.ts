import type { Logger } from "../log/createLogger.ts";

/** Runs a task again and again, with a pause between the end of one run and the start of the next. */
export function createLoop({
  name,
  run,
  everyMs,
  log,
}: {
  name: string;
  run: () => Promise<void>;
  everyMs: number;
  log: Logger;
}) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  async function turn(): Promise<void> {
    try {
      await run();
    } catch (error) {
      log.error("maintenance.failed", { task: name, error });
    }
    if (!stopped) schedule();
  }

  function schedule(): void {
    timer = setTimeout(() => {
      running = turn();
    }, everyMs);
  }

  return {
    start: schedule,
    /** Waits for a run that is under way. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
