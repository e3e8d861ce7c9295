import path from "node:path";

import { startServing } from "./startServing.ts";

const MAIN = path.join("packages", "orderbook", "src", "main.ts");

/** Starts an order book as ./sahara does. */
export async function startOrderBook(args: string[], env: Readonly<Record<string, string>>) {
  const environment = { ...process.env, ...env };
  const book = await startServing("The order book", [MAIN, "--port", "0", ...args], environment);
  return { ...book, stop: () => book.end("SIGKILL") };
}
