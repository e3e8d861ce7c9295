import type { Io } from "../io.ts";

/** Says on standard error how far long work is. */
export type Progress = {
  /** Replaces the line on a terminal; elsewhere prints a line of its own, at most one every two seconds. */
  update: (text: string) => void;
  /** Ends the line, so that something else can be printed. */
  clear: () => void;
};

const PLAIN_INTERVAL_MS = 2_000;
const TERMINAL_INTERVAL_MS = 50;
const ERASE_LINE = "\r\u001b[2K";

/** @param now Milliseconds that only ever grow. */
export function createProgress(
  { err, isTerminal }: Pick<Io, "err" | "isTerminal">,
  now: () => number = () => performance.now(),
): Progress {
  const interval = isTerminal ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS;
  let shownAt = -Infinity;
  let isOpen = false;
  return {
    update(text) {
      if (now() - shownAt < interval) return;
      shownAt = now();
      isOpen = isTerminal;
      err(isTerminal ? ERASE_LINE + text : `${text}\n`);
    },
    clear() {
      if (isOpen) err(ERASE_LINE);
      isOpen = false;
    },
  };
}
