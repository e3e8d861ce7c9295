import { ConfigError } from "../config/ConfigError.ts";
import type { StoreConfig } from "../config/NodeConfig.ts";
import { type NodeSecrets, SECRET_NAMES } from "../config/readSecrets.ts";
import { createPostgresStore } from "./postgres/createPostgresStore.ts";
import { createSqliteStore } from "./sqlite/createSqliteStore.ts";
import type { Store } from "./Store.ts";

/** Opens the store that is configured. */
export async function openStore(config: StoreConfig, secrets: NodeSecrets): Promise<Store> {
  if (config.kind === "sqlite") return await createSqliteStore(config);
  if (secrets.databaseUrl === undefined) {
    throw new ConfigError(SECRET_NAMES.databaseUrl, "is not set, and the store is PostgreSQL");
  }
  return await createPostgresStore({ ...config, url: secrets.databaseUrl });
}
