import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { pinned } from "../cores.ts";
import type { Outcome, Plan } from "./Plan.ts";

const MAIN = fileURLToPath(new URL("loadMain.ts", import.meta.url));

/** Runs a load generator in a process of its own, on the given cores. */
export async function runLoad(plan: Plan, cores: string | undefined): Promise<Outcome> {
  const [command = "", ...args] = pinned(cores, [process.execPath, "--import", "tsx", MAIN]);
  const child = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Plans hold bigints.
    serialization: "advanced",
  });
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`The load generator ended with exit code ${String(code)}.`);
  });
  child.send(plan);
  // It sends one message, which is the outcome.
  const [outcome] = (await Promise.race([once(child, "message"), failed])) as [Outcome];
  return outcome;
}
