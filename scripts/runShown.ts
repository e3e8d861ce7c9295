import { spawn } from "node:child_process";
import { constants } from "node:os";
import { stripVTControlCharacters } from "node:util";

/** Each command leads a group of processes, so that what it started can be ended with it. */
const running = new Set<number>();

const isGone = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ESRCH";

/** A signal ends all commands, what they started, and this process: nothing is started after it. */
function endAll(signal: NodeJS.Signals): never {
  for (const group of running) {
    try {
      process.kill(-group, signal);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  process.exit(128 + constants.signals[signal]);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, endAll);

/** Runs a command, its output going to `show` as it comes, and returns that output and the exit code. */
export async function runShown(
  [program = "", ...args]: readonly string[],
  show: (chunk: Buffer) => void,
): Promise<{ output: string; exitCode: number }> {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...colour },
    detached: true,
  });
  const group = child.pid;
  if (group !== undefined) running.add(group);

  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    show(chunk);
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve(code ?? 1);
    });
  });

  if (group !== undefined) running.delete(group);
  return { output: stripVTControlCharacters(Buffer.concat(chunks).toString("utf8")), exitCode };
}
