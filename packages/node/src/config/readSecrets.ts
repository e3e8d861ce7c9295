import { getBytes, isHexString } from "ethers";

import { ConfigError } from "./ConfigError.ts";

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
  const read = (name: string) => (environment[name] === "" ? undefined : environment[name]);
  const key = (name: string) => {
    const value = read(name);
    if (value !== undefined && !isPrivateKey(value)) {
      throw new ConfigError(name, "must be a private key: 0x and 64 hex digits");
    }
    return value;
  };
  const nodeKey = key(SECRET_NAMES.nodeKey);
  if (nodeKey === undefined) throw new ConfigError(SECRET_NAMES.nodeKey, "is not set");
  return {
    nodeKey,
    operatorKey: key(SECRET_NAMES.operatorKey),
    databaseUrl: read(SECRET_NAMES.databaseUrl),
  };
}

function isPrivateKey(value: string): boolean {
  return isHexString(value, 32) && getBytes(value).some((byte) => byte !== 0);
}
