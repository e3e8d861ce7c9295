/** What the process ends with. */
export const EXIT_CODES = {
  ok: 0,
  /** The chain, a contract or the command itself refused, or the answer is no. */
  failed: 1,
  /** The command line can't mean anything. */
  usage: 2,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
