import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";

import { JsonRpcProvider } from "ethers";

const HARDHAT = path.join("node_modules", ".bin", "hardhat");
const START_TIMEOUT_MS = 50_000;

export type Node = Awaited<ReturnType<typeof startNode>>;

/** A port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

/** Starts `hardhat node` and waits until it answers. */
export async function startNode(port: number) {
  const args = ["node", "--hostname", "127.0.0.1", "--port", String(port)];
  const child = spawn(process.execPath, [HARDHAT, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const url = `http://127.0.0.1:${port}`;

  let output = "";
  await new Promise<void>((resolve, reject) => {
    const fail = () => {
      reject(new Error(`the node did not start: ${output}`));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS);
    child.once("exit", fail);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        if (!output.includes("Started HTTP")) return;
        clearTimeout(timer);
        child.off("exit", fail);
        resolve();
      });
    }
  });

  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1 });
  const stop = async () => {
    provider.destroy();
    const stopped = once(child, "exit");
    child.kill("SIGKILL");
    await stopped;
  };
  return { url, provider, stop };
}
