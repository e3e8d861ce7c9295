import { getBytes, isHexString } from "ethers";

import { ConfigError } from "./ConfigError.ts";

/**
 * Reads a private key from a variable of the environment; undefined if it is not set.
 *
 * @throws {ConfigError} Without the value in it.
 */
export function readPrivateKey(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  const value = environment[name] ?? "";
  if (value === "") return undefined;
  if (!isPrivateKey(value)) {
    throw new ConfigError(name, "must be a private key: 0x and 64 hex digits");
  }
  return value;
}

function isPrivateKey(value: string): boolean {
  return isHexString(value, 32) && getBytes(value).some((byte) => byte !== 0);
}
