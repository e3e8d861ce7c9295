import { readFileSync } from "node:fs";

import { parse } from "dotenv";

import type { Io } from "./io.ts";

/** The {@link Io} of this process. Relative paths belong to the folder in which the command was typed. */
export function processIo(): Io {
  process.stdout.on("error", endWithReader);
  return {
    env: { ...readDotenv(), ...process.env },
    cwd: process.env.INIT_CWD ?? process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
  };
}

/** Whoever reads a pipe may stop in the middle, as `head` does: then nothing is left to do. */
function endWithReader(error: Error): void {
  if ("code" in error && error.code === "EPIPE") process.exit();
  throw error;
}

function readDotenv(): Record<string, string> {
  try {
    return parse(readFileSync(".env"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}
