import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { artifacts } from "hardhat";

import { DEPLOYED_CONTRACTS } from "./deployedContracts.ts";

/** Writes the ABI of every deployed contract into a folder, from nothing, and returns how many. */
export async function writeAbis(folder: string): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of DEPLOYED_CONTRACTS) {
    const { abi } = await artifacts.readArtifact(name);
    const text = `${JSON.stringify(abi, undefined, 2)}\n`;
    writeFileSync(path.join(folder, `${name}.json`), text);
  }
  return DEPLOYED_CONTRACTS.length;
}
