import { stderr } from "node:process";

/** Tells a person what is going on while the demo runs. */
export type Progress = {
  /** A new step begins; the one before it is done. */
  step(title: string): void;
  /** Something worth knowing came out of the step. */
  fact(text: string): void;
  /** A long step has done a part of its work. */
  part(done: number, total: number): void;
  /** Nothing more comes. */
  end(): void;
};

const PERCENT = 100;

/** Writes to standard error: one line a step, updated in place on a terminal. */
export function createProgress(clock: () => number = Date.now): Progress {
  const start = clock();
  let current = "";
  let shown = -1;
  const seconds = () => ((clock() - start) / 1_000).toFixed(1).padStart(5);
  const clear = () => (stderr.isTTY ? "\r\x1b[K" : "");

  return {
    step(title) {
      current = title;
      shown = -1;
      stderr.write(`${clear()}${seconds()} s  ${title}\n`);
    },
    fact(text) {
      stderr.write(`${clear()}           ${text}\n`);
    },
    part(done, total) {
      const percent = Math.floor((PERCENT * done) / total);
      if (!stderr.isTTY || percent === shown) return;
      shown = percent;
      stderr.write(`${clear()}           ${current}: ${percent} %`);
    },
    end() {
      stderr.write(`${clear()}${seconds()} s  done\n`);
    },
  };
}
