import { once } from "node:events";
import { parseArgs } from "node:util";

import { SaharaError } from "@sahara/sdk";

import { ConfigError } from "../config/ConfigError.ts";
import { InvalidModelOptionError } from "../models/modelOptions.ts";
import { OfferError } from "../offers/openOffers.ts";
import { StoreFileError } from "../store/sqlite/openDatabase.ts";

/** A program that reads a configuration and serves until it is told to end. */
export type Command<Deps> = {
  readonly name: string;
  readonly usage: string;
  /** Reads and checks the configuration and the environment. */
  readonly readDeps: (configFile: string) => Promise<Deps>;
  readonly start: (deps: Deps) => Promise<{ stop: () => Promise<void> }>;
};

/** Runs a command until SIGINT or SIGTERM, and returns the exit code. */
export async function runCommand<Deps>(
  { name, usage, readDeps, start }: Command<Deps>,
  args: readonly string[],
): Promise<number> {
  try {
    const options = { config: { type: "string" }, check: { type: "boolean" } } as const;
    const help = { help: { type: "boolean", short: "h" } } as const;
    const { values } = parseArgs({ args: [...args], options: { ...options, ...help } });
    if (values.help === true) {
      console.log(usage);
      return 0;
    }
    if (values.config === undefined) throw new ConfigError("--config", "is missing");
    const deps = await readDeps(values.config);
    if (values.check === true) {
      console.log(`${values.config} is fine.`);
      return 0;
    }
    const running = await start(deps);
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    await running.stop();
    return 0;
  } catch (error) {
    if (!isUsersFault(error)) throw error;
    console.error(`sahara ${name}: ${error.message}`);
    return 2;
  }
}

/** Errors whose message is all that whoever runs the command needs. */
function isUsersFault(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof OfferError ||
    error instanceof InvalidModelOptionError ||
    error instanceof StoreFileError ||
    error instanceof SaharaError ||
    (error instanceof TypeError &&
      "code" in error &&
      error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
  );
}
