import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { run } from "../../../packages/cli/src/run.ts";

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

export type Serving = Awaited<ReturnType<typeof startCli>>;

/** Starts a command that serves until it is ended, as a process of its own, and waits until it says where. */
export async function startCli(place: CliPlace, args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args, "--json"], {
    cwd: ROOT,
    env: environment(place),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (piece: Buffer) => {
      output += piece.toString();
      const found = /"url": *"([^"]+)"/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", () => {
      reject(new Error(`${args.join(" ")} did not start: ${output}`));
    });
  });
  return {
    url,
    /** All that it said. */
    output: () => output,
    /** Ends it as people would, or as a power cut would, and returns the exit code. */
    async end(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<number | null> {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

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
const PROGRESS = /^(Reading|Looking|Replaying|Sending|Waiting)\b.*\n/gm;

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
