import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";

import { SaharaError } from "@sahara/sdk";
import { readDeployment } from "@sahara/sdk/node";

import { ConfigError } from "./config/ConfigError.ts";
import { parseConfig } from "./config/parseConfig.ts";
import { readSecrets, SECRET_NAMES } from "./config/readSecrets.ts";
import { startNode } from "./startNode.ts";
import { createLogger } from "./log/createLogger.ts";
import { MODEL_KINDS } from "./models/kinds.ts";
import { InvalidModelOptionError } from "./models/modelOptions.ts";
import { OfferError } from "./offers/openOffers.ts";
import { StoreFileError } from "./store/sqlite/openDatabase.ts";

const USAGE = `Usage: ./sahara node --config <file>

Serves AI models over HTTP, is paid a call by vouchers or x402, signs receipts and redeems them. With a section
"jobs" it also takes work from the board of jobs: trains models and runs them over files.

Options:
  --config <file>  configuration in JSON; packages/node/config.example.json shows all of it
  --check          checks the configuration and the environment, and ends
  --help           prints this

Environment:
  ${SECRET_NAMES.nodeKey}           private key that signs receipts and sends transactions: a key of the operator
  ${SECRET_NAMES.operatorKey}  the operator's own private key, to withdraw earnings and to take jobs (optional)
  ${SECRET_NAMES.databaseUrl}  postgres://... when the store is PostgreSQL
  SAHARA_RPC_URL            replaces chain.rpcUrl

Ends on SIGINT and SIGTERM, after the running calls. Logs are lines of JSON on standard output.`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs a node until it is told to end, and returns the exit code. */
export async function run(args: readonly string[], environment: Environment): Promise<number> {
  try {
    const options = { config: { type: "string" }, check: { type: "boolean" } } as const;
    const help = { help: { type: "boolean", short: "h" } } as const;
    const { values } = parseArgs({ args: [...args], options: { ...options, ...help } });
    if (values.help === true) {
      console.log(USAGE);
      return 0;
    }
    if (values.config === undefined) throw new ConfigError("--config", "is missing");
    const deps = await readDeps(values.config, environment);
    if (values.check === true) {
      console.log(`${values.config} is fine.`);
      return 0;
    }
    const node = await startNode(deps);
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    await node.stop();
    return 0;
  } catch (error) {
    if (!isOperatorsFault(error)) throw error;
    console.error(`sahara node: ${error.message}`);
    return 2;
  }
}

async function readDeps(configFile: string, environment: Environment) {
  const file = path.resolve(environment.INIT_CWD ?? "", configFile);
  const folder = path.dirname(file);
  const config = parseConfig(withEnvironment(await readJson(file), environment), folder);
  const secrets = readSecrets(environment);
  const log = createLogger({
    level: config.logLevel,
    write: (lines) => process.stdout.write(lines),
  });
  const deployment = await readDeployment(config.chain.deployment);
  return { config, secrets, deployment, folder, kinds: MODEL_KINDS, log };
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

/** Errors whose message is all that an operator needs. */
function isOperatorsFault(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof OfferError ||
    error instanceof InvalidModelOptionError ||
    error instanceof StoreFileError ||
    error instanceof SaharaError ||
    (error instanceof TypeError &&
      "code" in error &&
      error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
  );
}
