import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

export type NodeProcess = {
  url: string;
  process: number;
  /** Ends it after its running calls. */
  stop(): Promise<void>;
};

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const MAIN = path.join("packages", "node", "src", "main.ts");
const STARTED_PATTERN = /"event":"node.started","url":"([^"]+)"/;

/** Starts an operator's node, as `./sahara node` does, and waits until it listens. */
export async function startNodeProcess(
  configFile: string,
  secrets: Record<string, string>,
): Promise<NodeProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, "--config", configFile], {
    cwd: ROOT,
    env: { ...process.env, ...secrets },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const found = STARTED_PATTERN.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", reject);
    child.once("exit", () => {
      reject(new Error(`An operator's node did not start: ${output}`));
    });
  });

  return {
    url,
    process: child.pid ?? 0,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
