import { readDeployment } from "@sahara/sdk/node";

import type { Environment } from "../command/Environment.ts";
import { readConfigFile } from "../command/readConfigFile.ts";
import { runCommand } from "../command/runCommand.ts";
import { ConfigError } from "../config/ConfigError.ts";
import { readPrivateKey } from "../config/readPrivateKey.ts";
import { createLogger } from "../log/createLogger.ts";
import { parseGatewayConfig } from "./parseGatewayConfig.ts";
import { startGateway } from "./startGateway.ts";

const KEY_NAME = "SAHARA_GATEWAY_KEY";

const USAGE = `Usage: ./sahara gateway --config <file>

One address for many operators: passes each call to the operator that price, speed, record and stake speak for, and to
the next if that one fails. Pays them from an account of its own and counts what each user spends. Asks some calls of
deterministic models again of a second operator, and opens a dispute on chain when the answers differ.

Options:
  --config <file>  configuration in JSON; packages/node/gateway.example.json shows all of it
  --check          checks the configuration and the environment, and ends
  --help           prints this

Environment:
  ${KEY_NAME}  private key of the account that pays: it needs SAHARA and gas
  SAHARA_RPC_URL      replaces chain.rpcUrl

Ends on SIGINT and SIGTERM, after the running calls. Logs are lines of JSON on standard output.`;

/** Runs a gateway until it is told to end, and returns the exit code. */
export async function runGateway(
  args: readonly string[],
  environment: Environment,
): Promise<number> {
  const readDeps = async (configFile: string) => {
    const { value, folder } = await readConfigFile(configFile, environment);
    const config = parseGatewayConfig(value, folder);
    const privateKey = readPrivateKey(environment, KEY_NAME);
    if (privateKey === undefined) throw new ConfigError(KEY_NAME, "is not set");
    const write = (lines: string) => process.stdout.write(lines);
    const log = createLogger({ level: config.logLevel, write });
    const deployment = await readDeployment(config.chain.deployment);
    return { config, privateKey, deployment, log };
  };
  return await runCommand({ name: "gateway", usage: USAGE, readDeps, start: startGateway }, args);
}
