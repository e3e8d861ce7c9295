import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const MAIN = path.join("packages", "orderbook", "src", "main.ts");

/** Starts an order book as ./sahara does, and waits until it says where. */
export async function startOrderBook(args: string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, "--port", "0", ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (piece: Buffer) => {
      output += piece.toString();
      const found = /"url":"([^"]+)"/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", () => {
      reject(new Error(`The order book did not start: ${output}`));
    });
  });
  /** Ends it as people would, or as a power cut would, and returns the exit code. */
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return { url, end, stop: () => end("SIGKILL") };
}
