import type { Io } from "../src/io.ts";

export type CapturedIo = Io & {
  /** What was written so far. */
  written: { out: string; err: string };
};

/** A place to type commands in that keeps what they write. */
export function captureIo(options: Partial<Io> = {}): CapturedIo {
  const written = { out: "", err: "" };
  return {
    written,
    env: {},
    cwd: "/",
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    isTerminal: false,
    ...options,
  };
}
