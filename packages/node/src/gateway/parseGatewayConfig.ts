import path from "node:path";

import { ConfigError } from "../config/ConfigError.ts";
import { type Fields, readFields } from "../config/readFields.ts";
import { LOG_LEVELS } from "../log/createLogger.ts";
import type { GatewayModel, GatewayUser } from "./createGateway.ts";
import type { GatewayConfig } from "./GatewayConfig.ts";

/**
 * Checks a configuration. Every member has a default but `budget`, `models` and `users`; unknown members are refused.
 *
 * @param folder Where relative paths start from.
 * @throws {ConfigError}
 */
export function parseGatewayConfig(value: unknown, folder: string): GatewayConfig {
  const config = readFields(value, "");
  const listen = config.fields("listen");
  const chain = config.fields("chain");
  const budget = config.fields("budget");
  const limits = config.fields("limits");

  const parsed: GatewayConfig = {
    listen: { host: listen.text("host", "127.0.0.1"), port: listen.integer("port", 8403, 65_535) },
    chain: {
      rpcUrl: chain.url("rpcUrl", "http://127.0.0.1:8545"),
      deployment: path.resolve(folder, chain.text("deployment", "deployment.json")),
      recentMs: chain.integer("recentMs", 1_000, 600_000),
    },
    data: path.resolve(folder, config.text("data", "gateway")),
    budget: {
      token: budget.optional("token", (name) => budget.address(name)),
      limit: budget.amount("limit"),
      topUp: budget.amount("topUp"),
    },
    models: config.list("models").map(parseModel),
    users: config.list("users").map(parseUser),
    auditOneIn: config.integer("auditOneIn", 100, 2 ** 32 - 1),
    limits: {
      calls: limits.integer("calls", 64, 65_535),
      lanes: limits.integer("lanes", 4, 1_024),
      operatorMs: limits.integer("operatorMs", 60_000, 3_600_000),
    },
    logLevel: config.oneOf("logLevel", LOG_LEVELS, "info"),
  };
  for (const fields of [config, listen, chain, budget, limits]) fields.refuseOthers();
  refuseTwins(
    "models",
    "id",
    parsed.models.map(({ id }) => id),
  );
  refuseTwins(
    "users",
    "name",
    parsed.users.map(({ name }) => name),
  );
  refuseTwins(
    "users",
    "keyHash",
    parsed.users.map(({ keyHash }) => keyHash),
  );
  return parsed;
}

function parseModel(model: Fields): GatewayModel {
  const parsed = {
    id: model.name("id"),
    assetId: model.amount("assetId"),
    route: model.optional("route", (name) => model.text(name)),
    maxPrice: model.amount("maxPrice"),
  };
  model.refuseOthers();
  return parsed;
}

function parseUser(user: Fields): GatewayUser {
  const parsed = {
    name: user.name("name"),
    keyHash: user.bytes32("keyHash").slice("0x".length),
    allowance: user.amount("allowance"),
  };
  user.refuseOthers();
  return parsed;
}

function refuseTwins(list: string, member: string, values: readonly string[]): void {
  if (new Set(values).size === values.length) return;
  throw new ConfigError(list, `must not have two of the same ${member}`);
}
