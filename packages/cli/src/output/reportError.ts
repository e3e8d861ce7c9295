import { CommanderError } from "@commander-js/extra-typings";
import { ContractRevertError, InputError, SaharaError, toSaharaError } from "@sahara/sdk";

import type { Cli } from "../cli.ts";
import { CliError, UsageError } from "../errors.ts";
import { describeForeignError } from "./describeForeignError.ts";
import { EXIT_CODES, type ExitCode } from "./exitCodes.ts";
import { toJson } from "./toJson.ts";

export type ReportErrorOptions = { json: boolean; verbose: boolean };

/**
 * Tells people in one line what happened and what to do, on standard error; with `--json` also as a document
 * `{ error: { name, message, ... } }` on standard output.
 */
export function reportError(cli: Cli, thrown: unknown, options: ReportErrorOptions): ExitCode {
  // Ours say what to do, whatever revert caused them.
  const error = thrown instanceof CliError ? thrown : toSaharaError(thrown);
  // Help that was asked for was printed already.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT_CODES.ok;

  cli.progress.clear();
  const message = messageOf(error);
  // Commander has printed its own.
  if (!(error instanceof CommanderError)) cli.io.err(`error: ${message}\n`);
  if (options.verbose) cli.io.err(`${stackOf(error)}\n`);
  if (options.json && !cli.hasAnswered())
    cli.io.out(`${toJson({ error: toDocument(error, message) })}\n`);
  return exitCodeOf(error);
}

function exitCodeOf(error: unknown): ExitCode {
  const isUsage =
    error instanceof CommanderError || error instanceof UsageError || error instanceof InputError;
  return isUsage ? EXIT_CODES.usage : EXIT_CODES.failed;
}

function messageOf(error: unknown): string {
  const isOurs = error instanceof SaharaError || error instanceof CliError;
  if (isOurs) return error.message;
  if (error instanceof CommanderError) return describeUsage(error);
  return describeForeignError(error);
}

/** Commander's own message: without its prefix, on one line, and in words where it only printed the help. */
function describeUsage({ code, message }: CommanderError): string {
  if (code === "commander.help") return "No command was named. --help lists them.";
  return message.replace(/^error: /, "").replaceAll("\n", " ");
}

function toDocument(error: unknown, message: string) {
  const name = error instanceof Error ? error.name : "Error";
  if (!(error instanceof ContractRevertError)) return { name, message };
  const { errorName, args, advice } = error;
  return { name, message, errorName, args, advice };
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by: ${stackOf(error.cause)}`;
  return (error.stack ?? error.message) + cause;
}
