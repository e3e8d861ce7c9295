import { parseArgs, type ParseArgsConfig } from "node:util";

import { Refusal } from "./Refusal.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>["values"];

export type Script<T extends Options> = {
  name: string;
  usage: string;
  /** All but --help, which every script has. */
  options: T;
  run: (values: Values<T>) => Promise<void>;
};

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

const isUsageError = (error: Error) =>
  "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");

/** What people can mend themselves gets one line: refusals, and Hardhat's own errors such as a missing setting. */
const isExpected = (error: Error) => error instanceof Refusal || error.name === "HardhatError";

/** Runs a script for people: `--help`, one line for what went wrong, exit code 1, or 2 for wrong options. */
export async function runScript<const T extends Options>(script: Script<T>): Promise<void> {
  const { name, usage, options, run } = script;
  try {
    if (process.argv.slice(2).includes("--help")) {
      console.log(usage);
      return;
    }
    const { values } = parseArgs({ options });
    await run(values);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.exitCode = isUsageError(error) ? 2 : 1;
    if (isUsageError(error)) {
      console.error(`${name}: ${oneLine(error.message)}. See ./sahara ${name} --help.`);
    } else {
      console.error(isExpected(error) ? `${name}: ${oneLine(error.message)}` : error);
    }
  }
}
