import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../../..");

export type Serving = Awaited<ReturnType<typeof startServing>>;

/**
 * Starts a program of the packages that serves until it is ended, as a process of its own, and waits until it says where.
 *
 * @param what What it is called if it does not start.
 */
export async function startServing(what: string, args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    ...{ cwd: ROOT, env },
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
      reject(new Error(`${what} did not start: ${output}`));
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
