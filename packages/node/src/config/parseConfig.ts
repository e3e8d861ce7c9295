import path from "node:path";

import { JOB_KINDS } from "../jobs/JobBoardClient.ts";
import { LOG_LEVELS } from "../log/createLogger.ts";
import type { JobsConfig, ModelConfig, NodeConfig, StoreConfig } from "./NodeConfig.ts";
import { type Fields, readFields } from "./readFields.ts";

/**
 * Checks a configuration. Every member has a default but `operator` and `models`; unknown members are refused.
 *
 * @param folder Where relative paths start from.
 * @throws {ConfigError}
 */
export function parseConfig(value: unknown, folder: string): NodeConfig {
  const config = readFields(value, "");
  const listen = config.fields("listen");
  const chain = config.fields("chain");
  const redeem = config.fields("redeem");
  const limits = config.fields("limits");

  const parsed: NodeConfig = {
    listen: { host: listen.text("host", "127.0.0.1"), port: listen.integer("port", 8402, 65_535) },
    publicUrl: config.optional("publicUrl", (name) => config.url(name)),
    chain: {
      rpcUrl: chain.url("rpcUrl", "http://127.0.0.1:8545"),
      deployment: path.resolve(folder, chain.text("deployment", "deployment.json")),
      confirmations: chain.integer("confirmations", 0, 1_000),
      pollMs: chain.integer("pollMs", 2_000, 600_000),
      blockRange: chain.integer("blockRange", 10_000, 1_000_000),
    },
    operator: config.address("operator"),
    nodeNumber: config.integer("nodeNumber", 0, 2 ** 32 - 1),
    store: parseStore(config.fields("store"), folder),
    models: config.list("models").map(parseModel),
    redeem: {
      everySeconds: redeem.integer("everySeconds", 3_600, 86_400 * 30),
      fromAmount: redeem.amount("fromAmount", 2n ** 96n - 1n),
      batchSize: redeem.integer("batchSize", 25, 100),
    },
    jobs: config.optional("jobs", (name) => parseJobs(config.fields(name), folder)),
    limits: {
      bodyBytes: limits.integer("bodyBytes", 1_048_576, 2 ** 28),
      headerBytes: limits.integer("headerBytes", 16_384, 2 ** 20),
      responseBytes: limits.integer("responseBytes", 4_194_304, 2 ** 28),
      connections: limits.integer("connections", 1_024, 65_535),
      requests: limits.integer("requests", 512, 65_535),
      waitingCalls: limits.integer("waitingCalls", 256, 65_535),
      requestMs: limits.integer("requestMs", 15_000, 600_000),
      modelMs: limits.integer("modelMs", 60_000, 3_600_000),
      keepResponsesSeconds: limits.integer("keepResponsesSeconds", 86_400, 86_400 * 365),
    },
    logLevel: config.oneOf("logLevel", LOG_LEVELS, "info"),
  };
  for (const fields of [config, listen, chain, redeem, limits]) fields.refuseOthers();
  return parsed;
}

function parseStore(store: Fields, folder: string): StoreConfig {
  const kind = store.oneOf("kind", ["sqlite", "postgres"], "sqlite");
  const parsed: StoreConfig =
    kind === "sqlite"
      ? { kind, file: path.resolve(folder, store.text("file", "node.sqlite")) }
      : { kind, connections: store.integer("connections", 4, 100) };
  store.refuseOthers();
  return parsed;
}

function parseJobs(jobs: Fields, folder: string): JobsConfig {
  const rewards = jobs.list("rewards").map((reward) => {
    const parsed = [reward.address("token"), reward.amount("least")] as const;
    reward.refuseOthers();
    return parsed;
  });
  const parsed: JobsConfig = {
    kinds: jobs.some("kinds", JOB_KINDS),
    leastReward: Object.fromEntries(rewards),
    leastAssetBps: jobs.integer("leastAssetBps", 0, 10_000),
    leastSeconds: jobs.integer("leastSeconds", 600, 86_400 * 365),
    deliverySeconds: jobs.integer("deliverySeconds", 60, 86_400),
    content: path.resolve(folder, jobs.text("content", "jobs/content")),
    vaults: path.resolve(folder, jobs.text("vaults", "jobs/vaults")),
    journal: path.resolve(folder, jobs.text("journal", "jobs/journal")),
    pollMs: jobs.integer("pollMs", 10_000, 3_600_000),
    computeSeconds: jobs.integer("computeSeconds", 600, 86_400),
  };
  jobs.refuseOthers();
  return parsed;
}

function parseModel(model: Fields): ModelConfig {
  const parsed: ModelConfig = {
    id: model.name("id"),
    kind: model.text("kind"),
    options: model.json("options"),
    offerId: model.bytes32("offerId"),
    price: model.optional("price", (name) => {
      const price = model.fields(name);
      const amounts = {
        perCall: price.amount("perCall", 0n),
        perUnit: price.amount("perUnit", 0n),
      };
      price.refuseOthers();
      return amounts;
    }),
    freeCallsPerDay: model.integer("freeCallsPerDay", 0, 1_000_000),
  };
  model.refuseOthers();
  return parsed;
}
