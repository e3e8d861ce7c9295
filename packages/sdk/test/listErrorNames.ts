import { Interface } from "ethers";

import * as bindings from "../../../typechain-types/index.ts";

/** Names of the custom errors of all bindings, each once. */
export function listErrorNames(): string[] {
  const names = new Set<string>();
  for (const binding of Object.values(bindings)) {
    if (!("abi" in binding)) continue;
    new Interface(binding.abi).forEachError(({ name }) => names.add(name));
  }
  return [...names].sort();
}
