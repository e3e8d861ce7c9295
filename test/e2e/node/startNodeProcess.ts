import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

export type NodeProcess = Awaited<ReturnType<typeof startNodeProcess>>;

const MAIN = path.join("packages", "node", "src", "main.ts");
const START_TIMEOUT_MS = 100_000;

/** Starts a node in a process of its own and waits until it listens. */
export async function startNodeProcess(
  config: string,
  environment: Record<string, string>,
  program: readonly string[] = ["--import", "tsx", MAIN],
) {
  const child = spawn(process.execPath, [...program, "--config", config], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const url = await started(child, () => output);

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
    return child.exitCode;
  }
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    /** Ends it as an operator would, and returns the exit code. */
    stop: async () => await end("SIGTERM"),
    /** Ends it as a power cut would. */
    kill: async () => {
      await end("SIGKILL");
    },
  };
}

/** The URL that a node, or a gateway, logs once it listens. */
function started(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearInterval(poll);
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new Error(`the node did not start: ${output()}`));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS);
    const poll = setInterval(() => {
      const url = /"event":"(?:node|gateway).started","url":"([^"]+)"/.exec(output())?.[1];
      if (url === undefined) return;
      clearInterval(poll);
      clearTimeout(timer);
      child.off("exit", fail);
      resolve(url);
    }, 10);
    child.once("exit", fail);
  });
}
