import { ConfigError } from "./ConfigError.ts";
import { readPrivateKey } from "./readPrivateKey.ts";

/** What comes from the environment, so that it is in no file that gets copied around. */
export type NodeSecrets = {
  /** Signs receipts and sends transactions; one of the operator's keys. */
  readonly nodeKey: string;
  /** The operator's own key, if the node is to withdraw what it earned. */
  readonly operatorKey: string | undefined;
  readonly databaseUrl: string | undefined;
};

export const SECRET_NAMES = {
  nodeKey: "SAHARA_NODE_KEY",
  operatorKey: "SAHARA_NODE_OPERATOR_KEY",
  databaseUrl: "SAHARA_NODE_DATABASE_URL",
} as const;

/**
 * Reads the secrets.
 *
 * @throws {ConfigError} Without the value of a secret in it.
 */
export function readSecrets(
  environment: Readonly<Record<string, string | undefined>>,
): NodeSecrets {
  const nodeKey = readPrivateKey(environment, SECRET_NAMES.nodeKey);
  if (nodeKey === undefined) throw new ConfigError(SECRET_NAMES.nodeKey, "is not set");
  const databaseUrl = environment[SECRET_NAMES.databaseUrl];
  return {
    nodeKey,
    operatorKey: readPrivateKey(environment, SECRET_NAMES.operatorKey),
    databaseUrl: databaseUrl === "" ? undefined : databaseUrl,
  };
}
