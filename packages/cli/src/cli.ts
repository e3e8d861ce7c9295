import { type Io } from "./io.ts";
import { createProgress, type Progress } from "./output/createProgress.ts";
import { toJson } from "./output/toJson.ts";
import { openSession, type Session } from "./session/openSession.ts";
import type { Settings } from "./session/settings.ts";

/** What a command answers: one value for programs, one text for people. */
export type Answer = { json: unknown; text: string };

/** What every command works with. */
export type Cli = {
  io: Io;
  progress: Progress;
  /** The options that every command shares. Set once the command line was parsed. */
  settings: Settings;
  /** Connects to the chain, the first time it is called. */
  connect: () => Promise<Session>;
  /** Prints the answer, in the form that was asked for. */
  answer: (answer: Answer) => void;
  hasAnswered: () => boolean;
  /** Ends what would keep the process alive. */
  close: () => void;
};

export function createCli(io: Io): Cli {
  let session: Promise<Session> | undefined;
  let hasAnswered = false;
  const progress = createProgress(io);

  const cli: Cli = {
    io,
    progress,
    settings: {},
    connect: () => (session ??= openSession(cli)),
    answer({ json, text }) {
      progress.clear();
      hasAnswered = true;
      io.out(`${cli.settings.json === true ? toJson(json) : text}\n`);
    },
    hasAnswered: () => hasAnswered,
    close() {
      progress.clear();
      // A session that failed to open has nothing to close, and its error was reported.
      session?.then(
        ({ close }) => close(),
        () => undefined,
      );
    },
  };
  return cli;
}
