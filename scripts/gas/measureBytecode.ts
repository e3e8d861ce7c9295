import { artifacts } from "hardhat";

import { DEPLOYED_CONTRACTS } from "../lib/deployedContracts.ts";

/** Bytes of runtime bytecode of each contract that is deployed. */
export async function measureBytecode(): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const name of DEPLOYED_CONTRACTS) {
    const { deployedBytecode } = await artifacts.readArtifact(name);
    // Two hex digits a byte, after 0x.
    sizes[name] = (deployedBytecode.length - 2) / 2;
  }
  return sizes;
}
