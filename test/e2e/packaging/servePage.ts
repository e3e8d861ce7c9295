import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { findFreePort } from "../deploy/startNode.ts";
import { runToSuccess } from "./runCommand.ts";

const START_TIMEOUT_MS = 30_000;
const VITE = path.join("node_modules", "vite", "bin", "vite.js");

/** Builds a project's page with Vite and serves it until stopped. */
export async function servePage(folder: string) {
  await runToSuccess(folder, process.execPath, [VITE, "build"]);

  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}/`;
  const args = ["preview", "--host", "127.0.0.1", "--port", String(port), "--strictPort"];
  const child = spawn(process.execPath, [VITE, ...args], { cwd: folder, stdio: "ignore" });
  const stop = async () => {
    if (child.exitCode !== null) return;
    const stopped = once(child, "exit");
    child.kill("SIGKILL");
    await stopped;
  };

  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`vite preview does not answer at ${url}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Refused: nobody listens yet.
    return false;
  }
}
