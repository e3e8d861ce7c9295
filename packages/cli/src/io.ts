/** Everything the command line takes from and gives to the world around it. */
export type Io = {
  /** The environment, with what `.env` adds. */
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute folder that relative paths are resolved against. */
  cwd: string;
  /** Standard output: results, and with `--json` one document. */
  out: (text: string) => void;
  /** Standard error: progress, warnings and errors. */
  err: (text: string) => void;
  /** Whether standard error is a terminal, where a line can be rewritten. */
  isTerminal: boolean;
};
