import { execFileSync } from "node:child_process";
import os from "node:os";

/** Where the server that is measured runs, and where everything else does. */
export type Cores = { readonly server: string; readonly others: string };

/** One core for the server and the rest for the others; undefined where that can't be arranged. */
export function findCores(): Cores | undefined {
  const count = os.availableParallelism();
  if (os.platform() !== "linux" || count < 2) return undefined;
  try {
    execFileSync("taskset", ["--version"], { stdio: "ignore" });
  } catch {
    // Not installed: everything runs where the system puts it.
    return undefined;
  }
  return { server: "0", others: count === 2 ? "1" : `1-${count - 1}` };
}

/** A command line that runs on these cores. */
export function pinned(cores: string | undefined, command: readonly string[]): readonly string[] {
  return cores === undefined ? command : ["taskset", "--cpu-list", cores, ...command];
}

/** Moves this process, with the chain in it, to these cores. */
export function pinThisProcess(cores: string): void {
  const args = ["--all-tasks", "--cpu-list", "--pid", cores, String(process.pid)];
  execFileSync("taskset", args, { stdio: "ignore" });
}
