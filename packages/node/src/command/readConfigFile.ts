import { readFile } from "node:fs/promises";
import path from "node:path";

import { ConfigError } from "../config/ConfigError.ts";
import type { Environment } from "./Environment.ts";

/**
 * Reads a configuration as JSON. Relative paths start from the folder in which the command was typed.
 *
 * @returns The configuration, unchecked, and its folder.
 * @throws {ConfigError}
 */
export async function readConfigFile(
  configFile: string,
  environment: Environment,
): Promise<{ value: unknown; folder: string }> {
  const file = path.resolve(environment.INIT_CWD ?? "", configFile);
  const value = withEnvironment(await readJson(file), environment);
  return { value, folder: path.dirname(file) };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as unknown;
  } catch (cause) {
    throw new ConfigError(file, "cannot be read as JSON", { cause });
  }
}

/** Where the chain is may differ from machine to machine. */
function withEnvironment(config: unknown, { SAHARA_RPC_URL: rpcUrl = "" }: Environment): unknown {
  if (rpcUrl === "" || typeof config !== "object" || config === null) return config;
  const chain = "chain" in config && typeof config.chain === "object" ? config.chain : {};
  return { ...config, chain: { ...chain, rpcUrl } };
}
