import { readDeployment } from "@sahara/sdk/node";

import type { Environment } from "./command/Environment.ts";
import { readConfigFile } from "./command/readConfigFile.ts";
import { runCommand } from "./command/runCommand.ts";
import { parseConfig } from "./config/parseConfig.ts";
import { readSecrets, SECRET_NAMES } from "./config/readSecrets.ts";
import { createLogger } from "./log/createLogger.ts";
import { MODEL_KINDS } from "./models/kinds.ts";
import { startNode } from "./startNode.ts";

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

/** Runs a node with the kinds of models that it can open until it is told to end, and returns the exit code. */
export async function run(
  args: readonly string[],
  environment: Environment,
  kinds = MODEL_KINDS,
): Promise<number> {
  const readDeps = async (configFile: string) => {
    const { value, folder } = await readConfigFile(configFile, environment);
    const config = parseConfig(value, folder);
    const secrets = readSecrets(environment);
    const write = (lines: string) => process.stdout.write(lines);
    const log = createLogger({ level: config.logLevel, write });
    const deployment = await readDeployment(config.chain.deployment);
    return { config, secrets, deployment, folder, kinds, log };
  };
  return await runCommand({ name: "node", usage: USAGE, readDeps, start: startNode }, args);
}
