import type { FileHandle } from "node:fs/promises";

export type WalSync = ReturnType<typeof createWalSync>;

/**
 * Brings what SQLite has written to its log to the disk, without keeping the event loop waiting. A commit is in the log
 * when it returns, and a log that is on the disk is all that SQLite needs after a crash: a commit with
 * `synchronous = NORMAL` and this after it are what one with `synchronous = FULL` is.
 *
 * @param log The file beside the database whose name ends in `-wal`.
 */
export function createWalSync(log: Pick<FileHandle, "datasync" | "close">) {
  /** Once a sync has failed nobody knows what is on the disk, so all that follow fail as well. */
  let last: Promise<void> = Promise.resolve();
  let begun = true;

  return {
    /** Resolves when all that was written before is on the disk. Who asks while one runs shares the next. */
    sync(): Promise<void> {
      if (begun) {
        begun = false;
        last = last.then(() => {
          begun = true;
          return log.datasync();
        });
      }
      return last;
    },

    /** Resolves when all is on the disk that a sync was asked for. */
    settled: (): Promise<void> => last,

    async close(): Promise<void> {
      await last.catch(() => undefined); // Whoever asked for it was told.
      await log.close();
    },
  };
}
