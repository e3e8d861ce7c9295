import type { Io } from "../io.ts";

/** Says on standard error how far long work is. */
export type Progress = {
  /** Replaces the line on a terminal; elsewhere prints a line of its own for every two seconds that work lasts. */
  update: (text: string) => void;
  /** Ends the line, so that something else can be printed. */
  clear: () => void;
};

export type Clock = {
  /** Milliseconds that only ever grow. */
  now: () => number;
  /** Acts later; what it returns calls that off. */
  after: (ms: number, act: () => void) => () => void;
};

const PLAIN_INTERVAL_MS = 2_000;
const TERMINAL_INTERVAL_MS = 50;
const ERASE_LINE = "\r\u001b[2K";

const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export function createProgress(
  { err, isTerminal }: Pick<Io, "err" | "isTerminal">,
  clock: Clock = SYSTEM_CLOCK,
): Progress {
  const interval = isTerminal ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS;
  // What is done at once needs no line in a log.
  let shownAt = isTerminal ? -Infinity : clock.now();
  let isOpen = false;
  let callOff: (() => void) | undefined;

  const show = (text: string) => {
    shownAt = clock.now();
    isOpen = isTerminal;
    err(isTerminal ? ERASE_LINE + text : `${text}\n`);
  };

  return {
    update(text) {
      callOff?.();
      const wait = shownAt + interval - clock.now();
      if (wait <= 0) show(text);
      // The last word before a long wait must not get lost.
      else
        callOff = clock.after(wait, () => {
          show(text);
        });
    },
    clear() {
      callOff?.();
      if (isOpen) err(ERASE_LINE);
      isOpen = false;
    },
  };
}
