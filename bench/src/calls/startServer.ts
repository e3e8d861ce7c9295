import { spawn } from "node:child_process";
import { once } from "node:events";

import { pinned } from "../cores.ts";

export type Server = Awaited<ReturnType<typeof startServer>>;

export type ServerOptions = {
  /** What Node.js runs, with its arguments. */
  readonly program: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cores: string | undefined;
};

const START_TIMEOUT_MS = 120_000;

/** Starts a server in a process of its own, and waits for the line of JSON that says its URL. */
export async function startServer({ program, environment, cores }: ServerOptions) {
  const node = [process.execPath, "--import", "tsx", ...program];
  const [command = "", ...args] = pinned(cores, node);
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listening = new Promise<string>((resolve, reject) => {
    const fail = () => {
      reject(new Error(`The server did not start: ${output}`));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        const url = /"url":"([^"]+)"/.exec(output)?.[1];
        if (url === undefined) return;
        clearTimeout(timer);
        resolve(url);
      });
    }
    child.once("exit", fail);
  });
  const url = await listening.catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });

  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    async stop(): Promise<void> {
      if (child.exitCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}
