import { once } from "node:events";

import type { FailureLog } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { parseInteger } from "../../parse/numbers.ts";

/** Reads a port. @throws {UsageError} */
export const parsePort = (text: string): number => Number(parseInteger(text));

/** Tells what failed through no fault of a client. */
export const tellFailures =
  ({ io }: Pick<Cli, "io">): FailureLog =>
  ({ path, error }) => {
    io.err(`error: ${path}: ${error instanceof Error ? error.message : String(error)}\n`);
  };

/** Until somebody ends the process. */
export async function untilInterrupted(): Promise<void> {
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}
