import { createCli } from "./cli.ts";
import type { Io } from "./io.ts";
import { EXIT_CODES, type ExitCode } from "./output/exitCodes.ts";
import { reportError } from "./output/reportError.ts";
import { createProgram } from "./program.ts";

/**
 * Runs one command line.
 *
 * @param argv What follows the program's name, for example `["asset", "show", "1", "--json"]`.
 * @returns 0 when it worked, 1 when it failed or was refused, 2 when it was wrongly used.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const cli = createCli(io);
  const program = createProgram(cli);
  try {
    await program.parseAsync(argv, { from: "user" });
    return EXIT_CODES.ok;
  } catch (error) {
    return reportError(cli, error, {
      json: argv.includes("--json"),
      verbose: argv.includes("--verbose"),
    });
  } finally {
    cli.close();
  }
}
