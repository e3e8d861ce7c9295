import { execFile } from "node:child_process";
import path from "node:path";

import { run } from "../../../packages/cli/src/run.ts";
import { startServing } from "./startServing.ts";

export type CliResult = { exitCode: number; stdout: string; stderr: string };

/** Where a command is typed, and with which variables set. */
export type CliPlace = { folder: string; env: Readonly<Record<string, string>> };

const ROOT = path.resolve(import.meta.dirname, "../../..");
const MAIN = path.join("packages", "cli", "src", "main.ts");

/** Runs the command line as a process of its own, as ./sahara does. */
export async function spawnCli({ folder, env }: CliPlace, args: string[]): Promise<CliResult> {
  return await new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", MAIN, ...args],
      { cwd: ROOT, env: environment({ folder, env }) },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== "number") {
          reject(new Error(`${args.join(" ")} did not run to its end.`, { cause: error }));
        } else resolve({ exitCode: child.exitCode ?? 0, stdout, stderr });
      },
    );
  });
}

/** Starts a command that serves until it is ended. */
export const startCli = (place: CliPlace, args: string[]) =>
  startServing(args.join(" "), [MAIN, ...args, "--json"], environment(place));

/** Runs the command line within this process, which takes a tenth of the time. */
export async function callCli({ folder, env }: CliPlace, args: string[]): Promise<CliResult> {
  let stdout = "";
  let stderr = "";
  const exitCode = await run(args, {
    env,
    cwd: folder,
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    isTerminal: false,
  });
  return { exitCode, stdout, stderr };
}

/** What only a slow machine has the time to say. */
const PROGRESS =
  /^(Reading|Looking|Replaying|Sending|Waiting|Adding|Importing|Fetching|Replicating)\b.*\n/gm;

/** What a command complained of; how far it was is no complaint. */
export const complaintOf = ({ stderr }: CliResult): string => stderr.replaceAll(PROGRESS, "");

function environment({ folder, env }: CliPlace): NodeJS.ProcessEnv {
  return { ...withoutSettings(process.env), ...env, INIT_CWD: folder };
}

/** A developer's own settings and terminal don't count; an empty variable goes before one in .env. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(SAHARA_|FORCE_COLOR$)/.test(name));
  return { ...Object.fromEntries(kept), SAHARA_KEY: "", NO_COLOR: "1" };
}
